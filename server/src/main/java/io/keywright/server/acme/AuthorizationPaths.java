package io.keywright.server.acme;

import io.keywright.core.acme.AcmeAuthorizations;
import io.keywright.core.acme.AcmeAuthorizations.Shown;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Shows authorizations and their challenges, and has names proved (RFC 8555, section 7.5). */
@Singleton
final class AuthorizationPaths implements PublicPaths {

    private final AcmeDoor door;
    private final AcmeAnswers answers;
    private final AcmeAuthorizations authorizations;
    private final Json json;

    AuthorizationPaths(AcmeDoor door, AcmeAnswers answers, AcmeAuthorizations authorizations, Json json) {
        this.door = door;
        this.answers = answers;
        this.authorizations = authorizations;
        this.json = json;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(
                AcmePath.post("/authorization/:id", it -> door.byAccount(it, this::authorization)),
                AcmePath.post("/challenge/:id", it -> door.byAccount(it, this::challenge)));
    }

    private Answer authorization(Visit.OfClient request) {
        boolean givesUp = !request.reads()
                && Payload.read(request.signed().payload(), json).text("status").equals(Optional.of("deactivated"));
        Shown shown = givesUp
                ? authorizations.giveUp(request.client(), request.visit().id())
                : authorizations.show(request.client(), request.visit().id());
        return answers.authorization(shown, request.visit().urls());
    }

    /** Whoever sends an object, says that its server answers now. */
    private Answer challenge(Visit.OfClient request) {
        if (request.reads()) {
            return answers.challengeAnswer(
                    authorizations.show(request.client(), request.visit().id()),
                    request.visit().urls());
        }
        Payload.read(request.signed().payload(), json);
        return answers.challengeAnswer(
                authorizations.prove(request.client(), request.visit().id()),
                request.visit().urls());
    }
}
