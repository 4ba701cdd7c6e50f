package org.certwright.server;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.certwright.agent.job.TlsBinding;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what a scan found: new bindings, moved ones, and those that are gone. */
@Component
class FoundBindings {

    private final ServerBindings bindings;
    private final ApplicationEventPublisher events;

    FoundBindings(ServerBindings bindings, ApplicationEventPublisher events) {
        this.bindings = bindings;
        this.events = events;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void record(long serverId, long botId, List<TlsBinding> found, Instant at) {
        var known =
                bindings.of(serverId).stream()
                        .collect(Collectors.toMap(ServerBinding::bindingId, Function.identity()));
        for (var binding : found) {
            var row = known.remove(binding.id());
            if (row == null) {
                bindings.save(new ServerBinding(serverId, binding, at));
            } else {
                row.foundAgain(binding, at);
            }
        }
        known.values().forEach(it -> it.gone(at));
        events.publishEvent(new BindingsFound(serverId, botId, found, at));
    }
}
