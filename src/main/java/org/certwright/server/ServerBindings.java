package org.certwright.server;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The bindings found on registered servers. */
public interface ServerBindings extends Repository<ServerBinding, Long> {

    ServerBinding save(ServerBinding binding);

    /** All that were ever found, those that are gone included. */
    @Query(
            """
            select it from ServerBinding it where it.serverId = :serverId
            order by it.columns.virtualHost, it.columns.bindingId
            """)
    List<ServerBinding> of(long serverId);

    @Query(
            """
            select it from ServerBinding it
            where it.serverId = :serverId and it.columns.bindingId = :bindingId
            """)
    Optional<ServerBinding> find(long serverId, String bindingId);

    long count();

    /** Those that are there now, of all servers. */
    @Query(
            """
            select it from ServerBinding it where it.goneAt is null
            order by it.serverId, it.columns.virtualHost, it.columns.bindingId
            """)
    List<ServerBinding> present();

    @Query(
            """
            select it.serverId as serverId, count(*) as bindings from ServerBinding it
            where it.goneAt is null group by it.serverId
            """)
    List<Count> presentByServer();

    /** How many bindings a server has now. */
    record Count(long serverId, long bindings) {}
}
