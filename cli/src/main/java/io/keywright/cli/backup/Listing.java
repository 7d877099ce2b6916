package io.keywright.cli.backup;

import io.keywright.cli.kms.KmsAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What a service answers about its backups. */
record Listing(KmsAnswer answer) {

    List<KmsAnswer> backups() {
        return answer.objects("backups");
    }

    /** How old the newest is. */
    Optional<Duration> age(Instant now) {
        return backups().stream()
                .findFirst()
                .map(newest -> Duration.between(Instant.parse(newest.text("created_at")), now)
                        .truncatedTo(ChronoUnit.SECONDS));
    }

    /** What is lost if the node is gone now, and what can be lost at most. */
    String loss(Instant now) {
        String atMost = answer.optionalText("every")
                .map(every -> "at most what was done in %s and in the time that a backup takes".formatted(every))
                .orElse("without keywright.backup.every, all since the last that somebody asked for");
        return age(now).map(age -> "now what was done in %s; %s".formatted(age, atMost))
                .orElse("now everything: there is no backup");
    }
}
