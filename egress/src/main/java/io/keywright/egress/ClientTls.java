package io.keywright.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * TLS whose certificate must be for the target's name. The JDK's own check, and the server name that it sends, know no names
 * with underscores; so the library's check decides, and the name is sent as it is.
 */
record ClientTls(SSLContext context) implements TlsSocketStrategy {

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext http)
            throws IOException {
        return new Named(context, target).upgrade(socket, target, port, attachment, http);
    }

    private static final class AsItIs extends SNIServerName {
        AsItIs(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(US_ASCII));
        }
    }

    private static final class Named extends DefaultClientTlsStrategy {

        private final String name;

        Named(SSLContext context, String name) {
            super(context, HostnameVerificationPolicy.CLIENT, HttpsSupport.getDefaultHostnameVerifier());
            this.name = name;
        }

        @Override
        protected void initializeSocket(SSLSocket socket) {
            if (name.contains("_")) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new AsItIs(name)));
                socket.setSSLParameters(parameters);
            }
        }
    }
}
