package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A real Chromium for tests of pages. Everything the console complains about is kept, so a test can
 * end with {@code assertThat(browser.complaints()).isEmpty()}; a forbidden in-line script or style
 * shows there.
 */
public final class Browser implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery staple";

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /** The only rules of axe whose outcome depends on colours. */
    private static final List<String> BY_THEME = List.of("color-contrast", "link-in-text-block");

    /** One process for all tests, which ends with theirs; each has a context of its own. */
    private static com.microsoft.playwright.@Nullable Browser chromium;

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final Page page;

    private Browser(Path program, String origin) {
        context =
                chromium(program)
                        .newContext(
                                new com.microsoft.playwright.Browser.NewContextOptions()
                                        .setBaseURL(origin)
                                        .setIgnoreHTTPSErrors(true)
                                        .setColorScheme(ColorScheme.LIGHT)
                                        .setViewportSize(1440, 900));
        page = context.newPage();
        page.onConsoleMessage(it -> {
            if ("error".equals(it.type()) || "warning".equals(it.type())) {
                complaints.add(it.text() + " at " + page.url());
            }
        });
        page.onPageError(it -> complaints.add(it + " at " + page.url()));
    }

    private static com.microsoft.playwright.Browser chromium(Path program) {
        var running = chromium;
        if (running != null && running.isConnected()) return running;
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var started =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(FLAGS));
        chromium = started;
        return started;
    }

    /**
     * Opens Debian's Chromium; the test is skipped where there is none.
     *
     * @param origin as {@code http://localhost:1234}; addresses without one begin there
     */
    public static Browser at(String origin) {
        return new Browser(Peers.need("chromium"), origin);
    }

    /** Signed in as Maria, an administrator, who is made where there is none yet. */
    public static Browser signedIn(int port, JdbcClient database, PasswordEncoder passwords) {
        makeMaria(database, passwords);
        var browser = at("http://localhost:" + port);
        browser.signIn("maria");
        return browser;
    }

    /** An administrator with {@link #PASSWORD}. */
    static void makeMaria(JdbcClient database, PasswordEncoder passwords) {
        database.sql(
                        """
                        insert into app_user (username, display_name, password_hash, role, time_zone, created_at)
                        values ('maria', 'Maria Huber', ?, 'ADMINISTRATOR', 'Europe/Vienna', now())
                        on conflict (username) do update set password_hash = excluded.password_hash
                        """)
                .param(passwords.encode(PASSWORD))
                .update();
    }

    /** With {@link #PASSWORD}; ends on the page that comes after the log-in. */
    public void signIn(String username) {
        page.navigate("/login");
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/provisioning*");
    }

    public Page page() {
        return page;
    }

    /**
     * Axe finds nothing in either theme, and nothing scrolls sideways; pictures go where {@code
     * -Dpictures=folder} says.
     */
    public void look(String name) {
        look(name, "html");
    }

    /**
     * The same where the rest of the page is looked at elsewhere.
     *
     * @param part a selector; axe looks at what it finds first
     */
    public void look(String name, String part) {
        for (var theme : List.of("dark", "light")) {
            theme(theme);
            var rules = theme.equals("light") ? List.<String>of() : BY_THEME;
            assertThat(violations(part, rules)).as(name + ", " + theme).isEmpty();
            if (System.getProperty("pictures") instanceof String folder)
                for (var width : List.of(1440, 390))
                    picture(Path.of(folder, "%s-%s-%d.png".formatted(name, theme, width)), width);
        }
        for (var width : List.of(1280, 390))
            assertThat(scrollsSideways(width)).as(name + " at " + width).isFalse();
        page.setViewportSize(1440, 900);
    }

    /** Waits until htmx has brought the last answer to life; only then do new fields listen. */
    public void settled() {
        page.waitForFunction(
                """
                () => !document.querySelector(
                    '.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')\
                """);
    }

    /** What the console said; forget it after an error page that was asked for. */
    public List<String> complaints() {
        return complaints;
    }

    /** Light or dark; the colours need not be waited for. */
    private void theme(String theme) {
        page.evaluate(
                """
                it => {
                    document.documentElement.setAttribute('data-bs-theme', it);
                    document.dispatchEvent(new Event('cw:theme'));
                    document.getAnimations()
                        .filter(one => one instanceof CSSTransition)
                        .forEach(one => one.finish());
                }\
                """,
                theme);
    }

    /**
     * What axe finds serious or critical on the page as it is shown.
     *
     * @param part a selector
     * @param rules as axe's {@code runOnly}; none for all of them
     */
    @SuppressWarnings("unchecked")
    private List<String> violations(String part, List<String> rules) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) page.evaluate(axe());
        return (List<String>)
                page.evaluate(
                        """
                        async ({ part, rules }) => (await axe.run(
                                document.querySelector(part),
                                {
                                    resultTypes: ['violations'],
                                    ...(rules.length ? { runOnly: rules } : {}),
                                })).violations
                            .filter(it => ['serious', 'critical'].includes(it.impact))
                            .map(it => it.id + ': ' + it.help + ' ['
                                + it.nodes.map(node => node.html).join(' | ') + ']')\
                        """,
                        Map.of("part", part, "rules", rules));
    }

    /** A picture of the whole page, to look at. */
    public void picture(Path file, int width) {
        page.setViewportSize(width, 900);
        page.evaluate("() => window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    /** Whether the page is wider than the window. */
    private boolean scrollsSideways(int width) {
        page.setViewportSize(width, 900);
        return (boolean)
                page.evaluate(
                        "() => document.documentElement.scrollWidth >"
                                + " document.documentElement.clientWidth");
    }

    @Override
    public void close() {
        context.close();
    }

    private static String axe() {
        try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
