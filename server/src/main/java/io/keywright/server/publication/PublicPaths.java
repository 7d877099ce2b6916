package io.keywright.server.publication;

import io.keywright.server.rest.Answer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What there is for everybody, at which paths. Its answers may block. */
public interface PublicPaths {

    /** Where a path is served. */
    enum Port {
        /** {@code keywright.revocation.port}, plain HTTP. What is served there bears a signature of its own. */
        REVOCATION,
        /** {@code keywright.enrollment.port}, HTTPS. */
        ENROLLMENT
    }

    /**
     * One of them.
     *
     * @param pattern with {@code :name} for each segment that varies, as Vert.x has it
     * @param answer may throw what the contract refuses with
     */
    record PublicPath(Port port, Set<HttpMethod> methods, String pattern, Function<PublicRequest, Answer> answer) {

        public PublicPath {
            methods = Set.copyOf(methods);
        }
    }

    List<PublicPath> paths();
}
