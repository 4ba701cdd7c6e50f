package org.certwright.server;

import static org.certwright.server.ServerForm.trimmed;

import java.util.Objects;
import java.util.regex.Pattern;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerType;
import org.certwright.bot.Bots;
import org.certwright.tag.TypedTags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** What the Add Server form must hold; each message says what is wrong and what is expected. */
@Component
class ServerFormRules {

    private static final int MAX_DESCRIPTION = 100;
    private static final int MAX_PATH = 500;
    private static final Pattern USERNAME = Pattern.compile("[^\\s\\p{Cntrl}:'\"]{1,104}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9@._:-]{0,254}");
    private static final Pattern WINDOWS_SERVICE = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,256}");

    private final Servers servers;
    private final Bots bots;
    private final LoginRules login;

    ServerFormRules(Servers servers, Bots bots, LoginRules login) {
        this.servers = servers;
        this.bots = bots;
        this.login = login;
    }

    /** All that a connection needs, and the server's own name and tags. */
    void check(ServerForm form, @Nullable Server stored, Errors errors) {
        description(form, stored, errors);
        checkConnection(form, stored, errors);
        var problems = TypedTags.parse(form.tags()).problems();
        if (!problems.isEmpty()) {
            reject(errors, "tags", "%s", String.join(" ", problems));
        }
    }

    /** What <em>Test connection</em> needs; a description is not among it. */
    void checkConnection(ServerForm form, @Nullable Server stored, Errors errors) {
        address(form, errors);
        login.check(form, stored, errors);
        product(form, errors);
        bot(form, errors);
    }

    /** Nobody's change is overwritten unseen. */
    void checkFresh(ServerForm form, Server stored, Errors errors) {
        if (!Objects.equals(form.lockVersion(), stored.lockVersion())) {
            errors.reject(
                    "stale",
                    "Somebody else changed this server since you opened the form. Open it again to"
                            + " see what is stored now.");
        }
    }

    private void description(ServerForm form, @Nullable Server stored, Errors errors) {
        var description = trimmed(form.description());
        if (description == null) {
            reject(errors, "description", "Enter a name for this server.");
        } else if (description.length() > MAX_DESCRIPTION) {
            reject(errors, "description", "Use at most %d characters.", MAX_DESCRIPTION);
        } else if (stored == null
                ? servers.existsByDescriptionIgnoreCase(description)
                : servers.existsByDescriptionIgnoreCaseAndIdNot(description, stored.id())) {
            reject(errors, "description", "Another server is called %s.", description);
        }
    }

    private static void address(ServerForm form, Errors errors) {
        var address = trimmed(form.ipAddress());
        if (address == null) {
            reject(errors, "ipAddress", "Enter the server's IP address or host name.");
        } else if (!Addresses.valid(address)) {
            reject(
                    errors,
                    "ipAddress",
                    "%s is neither an IP address nor a host name. Expected it alone, without"
                            + " scheme, port or path, for example 198.51.100.28.",
                    address);
        }
        var port = trimmed(form.sshPort());
        if (port == null || !port.matches("\\d{1,5}") || !isPort(Integer.parseInt(port))) {
            reject(errors, "sshPort", "Enter a number from 1 to 65535; SSH's own is 22.");
        }
        var username = trimmed(form.username());
        if (username == null) {
            reject(errors, "username", "Enter the account the bot logs in with.");
        } else if (!USERNAME.matcher(username).matches()) {
            reject(
                    errors,
                    "username",
                    "Expected an account name without spaces, colons or quotes.");
        }
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65535;
    }

    private static void product(ServerForm form, Errors errors) {
        if (form.serverType() == ServerType.IIS
                && form.operatingSystem() != OperatingSystem.WINDOWS) {
            reject(errors, "operatingSystem", "IIS runs on Windows only.");
        }
        if (form.serverType() != ServerType.IIS) {
            path(form, errors);
        }
        keyStoreFolder(form, errors);
        if (form.version() != null && form.version().length() > MAX_DESCRIPTION) {
            reject(errors, "version", "Use at most %d characters.", MAX_DESCRIPTION);
        }
        try {
            Ports.parse(form.ports());
        } catch (IllegalArgumentException e) {
            reject(errors, "ports", "%s.", Objects.toString(e.getMessage()));
        }
        serviceName(form, errors);
    }

    private static void path(ServerForm form, Errors errors) {
        var path = trimmed(form.path());
        var label = form.pathLabel();
        if (path == null) {
            reject(errors, "path", "Enter the %s: the folder its configuration is in.", label);
        } else {
            absolute(form, "path", path, errors);
        }
    }

    private static void keyStoreFolder(ServerForm form, Errors errors) {
        var folder = trimmed(form.keyStoreFolder());
        if (folder == null) {
            if (form.serverType() == ServerType.IIS) {
                reject(errors, "keyStoreFolder", "Enter the folder certificate files are put in.");
            }
        } else if (absolute(form, "keyStoreFolder", folder, errors) && Folders.forbidden(folder)) {
            reject(
                    errors,
                    "keyStoreFolder",
                    "%s belongs to the system; keys and certificates need a folder of their own,"
                            + " for example %s.",
                    folder,
                    windows(form) ? "C:\\Certificates" : "/etc/ssl/certwright");
        }
    }

    private static boolean absolute(ServerForm form, String field, String path, Errors errors) {
        if (path.length() > MAX_PATH) {
            reject(errors, field, "Use at most %d characters.", MAX_PATH);
            return false;
        }
        var absolute =
                Folders.absolute(
                        path, windows(form) ? OperatingSystem.WINDOWS : OperatingSystem.LINUX);
        if (!absolute) {
            reject(
                    errors,
                    field,
                    "%s is not an absolute path. Expected one from the root on and without “..”,"
                            + " for example %s.",
                    path,
                    windows(form) ? "C:\\Apache24" : "/etc/nginx");
        }
        return absolute;
    }

    private static boolean windows(ServerForm form) {
        return form.operatingSystem() == OperatingSystem.WINDOWS;
    }

    private static void serviceName(ServerForm form, Errors errors) {
        var service = trimmed(form.serviceName());
        var allowed = windows(form) ? WINDOWS_SERVICE : UNIT;
        if (service != null && !allowed.matcher(service).matches()) {
            reject(
                    errors,
                    "serviceName",
                    "%s is not the name of a service. Expected it as the system lists it, for"
                            + " example nginx.",
                    service);
        }
    }

    private void bot(ServerForm form, Errors errors) {
        if (form.botId() != null && bots.findById(form.botId()).isEmpty()) {
            reject(errors, "botId", "This bot no longer exists; choose another.");
        }
    }

    static void reject(Errors errors, String field, String message, Object... arguments) {
        errors.rejectValue(field, "server." + field, message.formatted(arguments));
    }
}
