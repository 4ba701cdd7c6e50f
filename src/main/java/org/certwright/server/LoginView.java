package org.certwright.server;

/** How the bot logs in, in words; of the secrets only that they are there. */
record LoginView(String authentication, String rights) {

    static LoginView of(Server server) {
        var secrets = server.secrets();
        return new LoginView(
                secrets.privateKey() == null
                        ? "Password"
                        : secrets.passphrase() == null
                                ? "Private key"
                                : "Private key with passphrase",
                switch (server.settings().sudo()) {
                    case NONE -> "Of the account itself, without sudo";
                    case PASSWORDLESS -> "sudo, no password";
                    case PASSWORD -> "sudo with password";
                });
    }
}
