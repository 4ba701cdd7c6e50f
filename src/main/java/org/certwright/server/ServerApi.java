package org.certwright.server;

import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.ApiPaths;
import org.certwright.web.Created;
import org.certwright.web.InvalidInputException;
import org.jspecify.annotations.Nullable;
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

/** Registers servers and changes them, by the same form as the page. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/servers")
class ServerApi {

    private final ServerRegistry registry;
    private final ServerFormRules rules;

    ServerApi(ServerRegistry registry, ServerFormRules rules) {
        this.registry = registry;
        this.rules = rules;
    }

    @PostMapping
    @RequiresAdministrator
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            tags = ServerActions.LIST,
            summary = "Add server",
            description = "Its connection is tested at once; the row shows the result.")
    ResponseEntity<Created> create(@RequestBody ServerForm form, Principal user) {
        check(form, null);
        return Created.of(ServerActions.LIST, registry.register(form, user.getName()).id());
    }

    @GetMapping("/{id:\\d+}/configuration")
    @RequiresAuditor
    @Operation(
            tags = ServerActions.LIST,
            summary = "How a server is reached",
            description = "Without its secrets.")
    ServerForm configuration(@PathVariable long id) {
        return ServerForm.of(registry.get(id), registry.tagsOf(id));
    }

    @PutMapping("/{id:\\d+}/configuration")
    @RequiresAdministrator
    @Operation(
            tags = ServerActions.LIST,
            summary = "Edit server",
            description =
                    "All of it, as it was read, with its lockVersion; secrets that are missing stay"
                            + " as they are.")
    ServerForm change(@PathVariable long id, @RequestBody ServerForm form, Principal user) {
        check(form, registry.get(id));
        registry.change(id, form, user.getName());
        return configuration(id);
    }

    private void check(ServerForm form, @Nullable Server stored) {
        var errors = new SimpleErrors(form, "form");
        rules.check(form, stored, errors);
        if (stored != null && !errors.hasErrors()) rules.checkFresh(form, stored, errors);
        InvalidInputException.throwOn(errors);
    }
}
