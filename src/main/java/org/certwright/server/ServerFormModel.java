package org.certwright.server;

import java.util.List;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.bot.Bot;
import org.certwright.bot.Bots;
import org.certwright.tag.Tags;
import org.certwright.web.Choice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the Add Server form shows beside what was typed: choices, and what is stored. */
@Component
class ServerFormModel {

    private static final List<Choice> SYSTEMS =
            List.of(
                    new Choice(OperatingSystem.LINUX.name(), "Linux, Unix (SSH)"),
                    new Choice(OperatingSystem.WINDOWS.name(), "Windows (SMB)"));

    private static final List<Choice> SUDO_MODES =
            List.of(
                    new Choice(SudoMode.PASSWORDLESS.name(), "sudo, no password"),
                    new Choice(SudoMode.PASSWORD.name(), "sudo with password"),
                    new Choice(SudoMode.NONE.name(), "Without sudo"));

    private final Bots bots;
    private final Tags tags;

    ServerFormModel(Bots bots, Tags tags) {
        this.bots = bots;
        this.tags = tags;
    }

    void fill(Model model, @Nullable Server stored) {
        model.addAttribute("stored", stored == null ? null : StoredServer.of(stored));
        model.addAttribute("types", Choice.of(ServerType.class, ServerType::label));
        model.addAttribute("systems", SYSTEMS);
        model.addAttribute(
                "authentications",
                Choice.of(ServerForm.Authentication.class, ServerForm.Authentication::label));
        model.addAttribute("sudoModes", SUDO_MODES);
        model.addAttribute(
                "bots", bots.findAllByOrderByName().stream().map(ServerFormModel::choice).toList());
        model.addAttribute("suggestions", tags.suggestions());
        if (!model.containsAttribute("check")) {
            model.addAttribute("check", CheckView.none());
        }
    }

    /** What a new server is mapped to while there is nothing to choose. */
    @Nullable Long onlyBot() {
        var all = bots.findAllByOrderByName();
        return all.size() == 1 ? all.getFirst().id() : null;
    }

    private static Choice choice(Bot bot) {
        return new Choice(
                String.valueOf(bot.id()), bot.isStopped() ? bot.name() + " (stopped)" : bot.name());
    }

    /** What the form must know of the stored server; of its secrets only whether they are there. */
    record StoredServer(
            long id,
            String description,
            boolean password,
            boolean privateKey,
            boolean passphrase,
            boolean keyStorePassword) {

        static StoredServer of(Server server) {
            var secrets = server.secrets();
            return new StoredServer(
                    server.id(),
                    server.description(),
                    secrets.password() != null,
                    secrets.privateKey() != null,
                    secrets.passphrase() != null,
                    secrets.keyStorePassword() != null);
        }
    }
}
