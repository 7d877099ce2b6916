package io.keywright.server.acme;

import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.List;

/** Where clients begin: the directory, and their first nonce (RFC 8555, sections 7.1.1 and 7.2). */
@Singleton
final class DirectoryPaths implements PublicPaths {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final AcmeDoor door;
    private final AcmeAnswers answers;

    DirectoryPaths(AcmeDoor door, AcmeAnswers answers) {
        this.door = door;
        this.answers = answers;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(
                AcmePath.get("/directory", it -> door.open(it, visit -> answers.directory(visit.urls()))),
                AcmePath.get("/new-nonce", it -> door.open(it, DirectoryPaths::nonce)));
    }

    private static Answer nonce(Visit visit) {
        int status = visit.request().method().equals(HttpMethod.HEAD) ? OK : NO_CONTENT;
        return AcmeAnswers.indexed(new Answer(status, Answer.TEXT, new byte[0]), visit.urls());
    }
}
