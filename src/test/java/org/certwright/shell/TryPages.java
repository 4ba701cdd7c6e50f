package org.certwright.shell;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.certwright.audit.AuditTrail;
import org.certwright.audit.Audited;
import org.certwright.pki.Secret;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.certwright.web.Badge;
import org.certwright.web.Choice;
import org.certwright.web.FirstStep;
import org.certwright.web.NotFoundException;
import org.certwright.web.Public;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.certwright.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Pages that show each fragment and raise each error; a feature's controller looks like this. */
@TestConfiguration
@Import({TryPages.Try.class, TryPages.Open.class, TryPages.TryApi.class})
class TryPages {

    record TryForm(
            @NotBlank String host,
            @Min(1) @Max(65535) int port,
            @NotBlank String type,
            @Nullable String pem,
            boolean automatic,
            @Nullable Secret password,
            @Nullable MultipartFile upload) {}

    record Step(
            Tone tone,
            String icon,
            String title,
            @Nullable String note,
            @Nullable Duration duration,
            @Nullable String output) {}

    /** Package-private, as the controllers of features are. */
    @Controller
    @RequiresAuditor
    @RequestMapping("/try")
    static class Try {

        private final AuditTrail trail;
        private final Clock clock;

        Try(AuditTrail trail, Clock clock) {
            this.trail = trail;
            this.clock = clock;
        }

        @GetMapping
        String page(Model model) {
            model.addAttribute("form", new TryForm("web-01", 22, "NGINX", null, true, null, null));
            return show(model);
        }

        @PostMapping
        @RequiresOperator
        String save(
                @Valid @ModelAttribute("form") TryForm form, BindingResult errors, Model model) {
            return errors.hasErrors() ? show(model) : "redirect:/try";
        }

        private String show(Model model) {
            model.addAttribute("types", Choice.of(Kind.class, Kind::name));
            model.addAttribute(
                    "badges",
                    List.of(
                            Badge.ok("circle-check", "Deployed"),
                            Badge.run("loader-2", "Running"),
                            Badge.warn("arrow-back-up", "Rolled Back"),
                            Badge.bad("alert-triangle", "Deployment Failed"),
                            Badge.idle("radar-2", "Discovered"),
                            Badge.mute("eye-off", "Ignored")));
            model.addAttribute(
                    "steps",
                    List.of(
                            new Step(
                                    Tone.OK,
                                    "check",
                                    "Back up 2 files",
                                    null,
                                    Duration.ofMillis(300),
                                    null),
                            new Step(
                                    Tone.MUTE,
                                    "arrow-back-up",
                                    "Swap by rename",
                                    "Undone.",
                                    Duration.ofMillis(18),
                                    null),
                            new Step(
                                    Tone.BAD,
                                    "x",
                                    "Prove by TLS handshake",
                                    "0 of 1 endpoint presents the new leaf.",
                                    Duration.ofSeconds(15),
                                    "expected  81:3c:d9\npresented 22:fa:61"),
                            new Step(
                                    Tone.RUN, "loader-2", "Reload nginx", "Running.", null, null)));
            model.addAttribute("now", clock.instant());
            model.addAttribute("later", clock.instant().plus(Duration.ofDays(12)).plusSeconds(60));
            model.addAttribute("activity", trail.of("User", "maria.huber"));
            return "try";
        }

        @GetMapping("/missing/{id}")
        String missing(@PathVariable long id) {
            throw new NotFoundException("There is no server " + id + ".");
        }

        @GetMapping("/stale")
        String stale() {
            throw new OptimisticLockingFailureException("row was updated by another transaction");
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("the inner text nobody may see");
        }

        @RequiresOperator
        @GetMapping("/operators")
        @ResponseBody
        String operators() {
            return "for operators";
        }
    }

    @Public
    @Controller
    static class Open {

        @GetMapping("/try-open")
        @ResponseBody
        String open() {
            return "for all";
        }
    }

    /** Handlers of the API that raise each error, and one that changes something. */
    @RestController
    @RequiresAuditor
    @RequestMapping("/api/v1/try")
    static class TryApi {

        record Wanted(@NotBlank String name, @Min(1) int port) {}

        private final ApplicationEventPublisher events;

        TryApi(ApplicationEventPublisher events) {
            this.events = events;
        }

        @GetMapping("/{id}")
        String missing(@PathVariable long id) {
            throw new NotFoundException("There is no server " + id + ".");
        }

        @GetMapping("/stale")
        String stale() {
            throw new OptimisticLockingFailureException("row was updated by another transaction");
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("the inner text nobody may see");
        }

        @PostMapping
        @RequiresOperator
        Wanted act(@Valid @RequestBody Wanted wanted) {
            events.publishEvent(new Acted(wanted.name()));
            return wanted;
        }

        private record Acted(String text) implements Audited {

            @Override
            public String action() {
                return "Acted";
            }

            @Override
            public String subjectType() {
                return "Try";
            }

            @Override
            public String subjectId() {
                return "1";
            }
        }
    }

    enum Kind {
        NGINX,
        APACHE,
        TOMCAT
    }

    @Bean
    TileSection tiles() {
        return new TileSection() {
            @Override
            public int order() {
                return 10;
            }

            @Override
            public String title() {
                return "Provisioning Results: Server";
            }

            @Override
            public List<Tile> tiles() {
                return List.of(
                        Tile.of("Total", 1212, "/try", "Servers registered for provisioning."),
                        Tile.of("Active", 1207, "/try", "The last connection check succeeded.")
                                .noted(Tone.BAD, "5 unreachable"));
            }
        };
    }

    @Bean
    FirstStep first() {
        return step(10, "Add Server", true);
    }

    @Bean
    FirstStep second() {
        return step(20, "Test connection", false);
    }

    @Bean
    FirstStep third() {
        return step(30, "Scan", false);
    }

    private static FirstStep step(int order, String title, boolean done) {
        return new FirstStep(
                order,
                title,
                "One sentence that says what it is good for.",
                "/try?step=" + order,
                "OPERATOR",
                () -> done);
    }
}
