package io.keywright.server.identity;

import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who sends it.
 *
 * @param session the connection's TLS session
 * @param authorization the values of {@code Authorization}
 */
public record Credentials(@Nullable SSLSession session, List<String> authorization) {}
