package io.keywright.cli.kms;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLParameters;

/** TLS as a service has it: who calls shows a certificate. */
public final class ClientsShowCertificates extends HttpsConfigurator {

    public ClientsShowCertificates(DevelopmentPki pki) throws IOException, GeneralSecurityException {
        super(pki.server().read().sslContext(PemFiles.readCertificate(pki.ca().certificate())));
    }

    @Override
    public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setNeedClientAuth(true);
        parameters.setSSLParameters(tls);
    }
}
