package io.keywright.server.rest.certificates;

import io.keywright.pki.issuing.CertificateBag;
import io.keywright.server.rest.Answer;
import java.util.Base64;
import java.util.List;

/** Certificates as EST has them: a bag of PKCS#7, in lines of Base64 (RFC 7030, section 4.1.3; RFC 8951). */
public final class EstAnswer {

    /** The media type of certificates of authorities. */
    public static final String BAG = "application/pkcs7-mime";

    private static final int OK = 200;
    private static final int LINE = 64;
    private static final byte[] LINE_END = {'\r', '\n'};

    private EstAnswer() {}

    public static Answer of(String type, List<byte[]> certificates) {
        byte[] text = Base64.getMimeEncoder(LINE, LINE_END).encode(CertificateBag.of(certificates));
        return new Answer(OK, type, text).with("Content-Transfer-Encoding", "base64");
    }
}
