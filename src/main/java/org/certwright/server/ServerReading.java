package org.certwright.server;

import java.time.Clock;
import java.util.List;
import org.certwright.agent.job.Bot;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.TlsBinding;
import org.certwright.bot.BotLinks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Has bots look at registered servers, and records what they found. Changes nothing there. */
@Service
class ServerReading {

    private final Servers servers;
    private final ServerSpecs specs;
    private final BotLinks bots;
    private final FoundBindings foundBindings;
    private final ReportJson json;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ServerReading(
            Servers servers,
            ServerSpecs specs,
            BotLinks bots,
            FoundBindings foundBindings,
            ReportJson json,
            TransactionTemplate transaction,
            Clock clock) {
        this.servers = servers;
        this.specs = specs;
        this.bots = bots;
        this.foundBindings = foundBindings;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The connection check. Its bindings are recorded too when it passed, so it is a scan as well.
     *
     * @throws ServerUnavailableException when no bot is mapped, or the server was changed meanwhile
     * @throws org.certwright.bot.BotUnavailableException when the bot takes no work
     */
    ConnectionReport check(long serverId) {
        var server = existing(serverId);
        var report = botOf(server).check(specs.of(server));
        transaction.executeWithoutResult(_ -> record(server, report));
        return report;
    }

    private void record(Server asked, ConnectionReport report) {
        var server = unchanged(asked);
        var now = clock.instant();
        server.checked(report, json.write(report), now);
        if (report.passed()) {
            foundBindings.record(server.id(), botId(server), report.bindings(), now);
        }
    }

    /**
     * Reads the bindings alone.
     *
     * @throws HostException when the server could not be read
     * @throws ServerUnavailableException when no bot is mapped, or the server was changed meanwhile
     * @throws org.certwright.bot.BotUnavailableException when the bot takes no work
     */
    List<TlsBinding> scan(long serverId) throws HostException {
        var server = existing(serverId);
        var found = botOf(server).bindings(specs.of(server));
        transaction.executeWithoutResult(_ ->
                foundBindings.record(
                        unchanged(server).id(), botId(server), found, clock.instant()));
        return found;
    }

    private Bot botOf(Server server) {
        return bots.of(botId(server));
    }

    private static long botId(Server server) {
        var bot = server.settings().botId();
        if (bot == null) {
            throw new ServerUnavailableException(
                    "Server %s has no provisioning bot; map one in its settings"
                            .formatted(server.description()));
        }
        return bot;
    }

    /** What was found on the way to another machine must not stand under this one's name. */
    private Server unchanged(Server asked) {
        var server =
                servers.lock(asked.id())
                        .orElseThrow(() -> ServerUnavailableException.deleted(asked.id()));
        if (server.lockVersion() != asked.lockVersion()) {
            throw new ServerChangedException(
                    "Server %s was changed while the bot looked at it; start again"
                            .formatted(asked.description()));
        }
        return server;
    }

    private Server existing(long serverId) {
        return servers.findById(serverId)
                .orElseThrow(() -> ServerUnavailableException.deleted(serverId));
    }
}
