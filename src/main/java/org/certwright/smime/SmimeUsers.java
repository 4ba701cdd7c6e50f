package org.certwright.smime;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface SmimeUsers extends Repository<SmimeUser, Long> {

    SmimeUser saveAndFlush(SmimeUser user);

    Optional<SmimeUser> findById(long id);

    Optional<SmimeUser> findByEmailIgnoreCase(String email);
}
