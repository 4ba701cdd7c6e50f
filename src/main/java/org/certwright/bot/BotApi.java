package org.certwright.bot;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.security.Principal;
import org.certwright.bot.BotRegistry.Issued;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.tag.TypedTags;
import org.certwright.web.ApiPaths;
import org.certwright.web.InvalidInputException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.SimpleErrors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creates bots, configures them and gives them tokens, by the same forms as the pages. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/bots")
class BotApi {

    private final BotRegistry registry;
    private final BotFormRules rules;

    BotApi(BotRegistry registry, BotFormRules rules) {
        this.registry = registry;
        this.rules = rules;
    }

    /** A bot that can connect now. */
    record WithToken(
            long id,
            String self,
            @Schema(description = "Shown once; only its hash is kept") String token) {

        static WithToken of(Issued it) {
            var id = it.bot().id();
            return new WithToken(id, ApiPaths.row(BotListing.KEY, id), it.token().reveal());
        }
    }

    @PostMapping
    @RequiresAdministrator
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(tags = BotListing.KEY, summary = "Create bot")
    ResponseEntity<WithToken> create(@RequestBody BotForm form, Principal user) {
        var errors = new SimpleErrors(form, "form");
        rules.checkNew(form, errors);
        InvalidInputException.throwOn(errors);
        var made = WithToken.of(registry.create(form, user.getName()));
        return ResponseEntity.created(URI.create(made.self())).body(made);
    }

    @PostMapping("/{id:\\d+}/token")
    @RequiresAdministrator
    @Operation(
            tags = BotListing.KEY,
            summary = "Rotate token",
            description = "The token before ends at once.")
    WithToken rotateToken(@PathVariable long id) {
        return WithToken.of(registry.rotateToken(id));
    }

    @GetMapping("/{id:\\d+}/configuration")
    @RequiresAuditor
    @Operation(tags = BotListing.KEY, summary = "What a bot is used for")
    BotForm configuration(@PathVariable long id) {
        return BotForm.of(registry.get(id), TypedTags.text(registry.tagsOf(id)));
    }

    @PutMapping("/{id:\\d+}/configuration")
    @RequiresAdministrator
    @Operation(
            tags = BotListing.KEY,
            summary = "Configure bot",
            description = "All of it, as it was read, with its lockVersion.")
    BotForm change(@PathVariable long id, @RequestBody BotForm form) {
        var errors = new SimpleErrors(form, "form");
        rules.checkChange(form, registry.get(id), errors);
        InvalidInputException.throwOn(errors);
        registry.change(id, form);
        return configuration(id);
    }
}
