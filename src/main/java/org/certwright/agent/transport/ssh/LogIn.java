package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.auth.AbstractUserAuthFactory;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractive;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.session.Session;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;

/**
 * One attempt to log in. A password is sent once, by whichever method the server offers: counters
 * that lock an account count each try.
 */
final class LogIn {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    static final AttributeKey<LogIn> KEY = new AttributeKey<>();
    private static final AttributeKey<List<String>> OFFERED = new AttributeKey<>();

    private final ServerSpec server;
    private final Words words;
    private final UserAuthFactory[] methods;
    private final List<KeyPair> keys = new ArrayList<>();
    private final List<String> passwords = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final AtomicBoolean sent = new AtomicBoolean();

    /**
     * @throws HostException when the stored key cannot be used; nothing has been sent then
     */
    LogIn(ServerSpec server) throws HostException {
        this.server = server;
        this.words = new Words(server);
        switch (server.credential()) {
            case Credential.Password(var password) -> {
                passwords.add(password.reveal());
                methods = new UserAuthFactory[] {new ByPassword(), new ByQuestion()};
            }
            case Credential.PrivateKey key -> {
                keys.add(PrivateKeys.read(key, words));
                methods =
                        new UserAuthFactory[] {
                            new UserAuthPublicKeyFactory(HostKeyCheck.SIGNATURES)
                        };
            }
        }
    }

    /** Before the session's authentication service looks at it. */
    private void prepare(ClientSession session) {
        session.setUserInteraction(new Questions());
        session.setUserAuthFactories(List.of(methods));
        keys.forEach(session::addPublicKeyIdentity);
        passwords.forEach(session::addPasswordIdentity);
    }

    void perform(ClientSession session) throws HostException {
        HostKeyCheck.signWithAny(session);
        try {
            session.auth().verify(LIMIT);
            HostKeyCheck.expectPinnedType(session);
        } catch (IOException e) {
            if (Words.isTimeout(e)) {
                throw words.tooSlow("while logging in", LIMIT.toSeconds(), e);
            }
            if (!session.isOpen() && session.getAttribute(OFFERED) == null) {
                throw words.lost("while logging in", e);
            }
            throw refused(session, e);
        }
    }

    private HostException refused(ClientSession session, IOException cause) {
        var offered = session.getAttribute(OFFERED);
        var methodList = offered == null ? "nothing" : String.join(", ", offered);
        var user = server.username();
        if (questions.stream().anyMatch(LogIn::asksForNewPassword)) {
            return words.failure(
                    FailureCode.AUTHENTICATION_FAILED,
                    "The password of " + user + " on " + words.where() + " has expired.",
                    String.join("\n", questions),
                    "Set a new password on the server, and enter it here.",
                    cause);
        }
        if (!questions.isEmpty()) {
            return words.failure(
                    FailureCode.AUTHENTICATION_FAILED,
                    words.where() + " asks " + user + " for more than a password.",
                    String.join("\n", questions),
                    "Log in with a private key, or except this account from the second factor.",
                    cause);
        }
        var possible =
                offered == null
                        || Arrays.stream(methods).anyMatch(it -> offered.contains(it.getName()));
        if (!possible) {
            return words.failure(
                    FailureCode.AUTHENTICATION_FAILED,
                    words.where()
                            + " does not let "
                            + user
                            + (keys.isEmpty() ? " log in with a password." : " log in with a key."),
                    "The server offers: " + methodList,
                    "Store a log-in of a kind the server offers, or allow this one in its sshd_config.",
                    cause);
        }
        return words.failure(
                FailureCode.AUTHENTICATION_FAILED,
                words.where()
                        + " refused the "
                        + (keys.isEmpty() ? "password" : "private key")
                        + " of user "
                        + user
                        + ".",
                "The server offers: " + methodList,
                keys.isEmpty()
                        ? "Check user name and password, and that the account is neither locked nor kept from SSH."
                        : "Check the user name, and that the key stands in its authorized_keys.",
                cause);
    }

    private static boolean asksForNewPassword(String question) {
        var text = question.toLowerCase(java.util.Locale.ROOT);
        return text.contains("new password")
                || text.contains("current password")
                || text.contains("expired")
                || text.contains("change");
    }

    private final class ByPassword extends UserAuthPasswordFactory {
        @Override
        public org.apache.sshd.client.auth.password.UserAuthPassword createUserAuth(
                ClientSession session) throws IOException {
            sent.set(true);
            return super.createUserAuth(session);
        }
    }

    /** Answers a single hidden prompt, whatever its language, with the password. */
    private final class ByQuestion extends AbstractUserAuthFactory {

        ByQuestion() {
            super(UserAuthKeyboardInteractive.NAME);
        }

        @Override
        public UserAuth createUserAuth(ClientSession session) {
            return new UserAuthKeyboardInteractive() {
                @Override
                protected boolean sendAuthDataRequest(ClientSession session, String service)
                        throws Exception {
                    return !sent.get() && super.sendAuthDataRequest(session, service);
                }

                @Override
                protected boolean useCurrentPassword(
                        ClientSession session,
                        String password,
                        String name,
                        String instruction,
                        String language,
                        String[] prompts,
                        boolean[] echo) {
                    return prompts.length == 1 && !echo[0] && sent.compareAndSet(false, true);
                }
            };
        }
    }

    /** Answers nothing; keeps what was asked. */
    private final class Questions implements UserInteraction {
        @Override
        public String[] interactive(
                ClientSession session,
                String name,
                String instruction,
                String language,
                String[] prompts,
                boolean[] echo) {
            questions.addAll(List.of(prompts));
            return new String[0];
        }

        @Override
        public String getUpdatedPassword(ClientSession session, String prompt, String language) {
            questions.add("Password change required: " + prompt);
            return "";
        }
    }

    /** Keeps the methods the server offered, for the message when none of them works. */
    static final class Services extends ClientUserAuthServiceFactory {
        @Override
        public Service create(Session session) throws IOException {
            if (session instanceof ClientSession it && it.getConnectionContext() != null) {
                var logIn = it.getConnectionContext().getAttribute(KEY);
                if (logIn != null) {
                    logIn.prepare(it);
                }
            }
            return new ClientUserAuthService(session) {
                @Override
                protected void tryNext(int command, AuthFuture future) throws Exception {
                    session.setAttribute(OFFERED, List.copyOf(serverMethods));
                    super.tryNext(command, future);
                }
            };
        }
    }
}
