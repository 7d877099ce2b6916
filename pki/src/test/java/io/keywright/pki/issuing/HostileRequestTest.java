package io.keywright.pki.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** Requests that somebody has signed who has the key, and has put nonsense into them: each is refused, none does harm. */
class HostileRequestTest {

    private static final ASN1ObjectIdentifier COMMON_NAME = new ASN1ObjectIdentifier("2.5.4.3");

    private final EcKey key;

    HostileRequestTest() throws Exception {
        this.key = EcKey.generate();
    }

    private byte[] info(ASN1Encodable subject, byte[] alternativeNames) throws Exception {
        Extensions extensions = new Extensions(
                new Extension(Extension.subjectAlternativeName, false, new DEROctetString(alternativeNames)));
        Attribute wished = new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(extensions));
        return new CertificationRequestInfo(
                        X500Name.getInstance(subject),
                        SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded()),
                        new DERSet(wished))
                .getEncoded();
    }

    private static ASN1Encodable subject(ASN1Encodable value) {
        return new DERSequence(new DERSet(new DERSequence(new ASN1Encodable[] {COMMON_NAME, value})));
    }

    private static byte[] alternativeNames(int tag, ASN1Encodable name) throws Exception {
        return new DERSequence(new DERTaggedObject(false, tag, name)).getEncoded();
    }

    /** PKCS #10 around any bytes, signed by the key. */
    private byte[] signed(byte[] info) throws Exception {
        ASN1EncodableVector request = new ASN1EncodableVector();
        request.add(ASN1Primitive.fromByteArray(info));
        request.add(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256));
        request.add(new DERBitString(key.signDer(info)));
        return new DERSequence(request).getEncoded();
    }

    private static void isRefused(String reason, byte[] request) {
        assertThatThrownBy(() -> SigningRequest.read(request))
                .isInstanceOfSatisfying(
                        RefusedRequest.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private byte[] honest() throws Exception {
        return info(subject(new DERIA5String("app")), alternativeNames(2, new DERIA5String("orders.acme.example")));
    }

    @Test
    void namesOfAnHonestRequestAreRead() throws Exception {
        RequestedNames names = SigningRequest.read(signed(honest())).names();
        assertThat(names.common()).containsExactly("app");
        assertThat(names.dns()).containsExactly("orders.acme.example");
    }

    @Test
    void alternativeNamesThatAreNoneAreRefused() throws Exception {
        ASN1Encodable subject = subject(new DERIA5String("app"));
        isRefused("malformed_name", signed(info(subject, DERNull.INSTANCE.getEncoded())));
        isRefused("malformed_name", signed(info(subject, new byte[] {0x30, 3, 1})));
        isRefused("malformed_name", signed(info(subject, alternativeNames(9, new DERIA5String("x")))));
        isRefused("malformed_name", signed(info(subject, alternativeNames(2, new DERSequence(COMMON_NAME)))));
    }

    @Test
    void whateverIsFlippedIsReadOrRefused() throws Exception {
        byte[] honest = honest();
        for (int bit = 0; bit < honest.length * 8; bit += 3) {
            byte[] flipped = honest.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            isReadOrRefused(flipped);
        }
    }

    @Test
    void whateverIsCutOrOverwrittenIsReadOrRefused() throws Exception {
        byte[] request = signed(honest());
        Random random = new Random(7);
        for (int length = 0; length < request.length; length++) {
            isReadOrRefused(Arrays.copyOf(request, length), "cut at " + length);
            byte[] overwritten = request.clone();
            random.nextBytes(overwritten);
            System.arraycopy(request, 0, overwritten, 0, length);
            isReadOrRefused(overwritten, "overwritten from " + length);
        }
    }

    @Test
    void valuesWithinValuesAreRefusedHoweverDeep() {
        isRefused("not_a_request", nested((byte) 0x80));
        byte[] definite = new byte[16 * 1024];
        for (int at = 0; at < definite.length; at += 4) {
            int left = definite.length - at - 4;
            definite[at] = 0x30;
            definite[at + 1] = (byte) 0x82;
            definite[at + 2] = (byte) (left >> 8);
            definite[at + 3] = (byte) left;
        }
        isRefused("not_a_request", definite);
    }

    static byte[] nested(byte length) {
        byte[] nested = new byte[16 * 1024];
        for (int at = 0; at < nested.length; at += 2) {
            nested[at] = 0x30;
            nested[at + 1] = length;
        }
        return nested;
    }

    private void isReadOrRefused(byte[] info) throws Exception {
        byte[] request;
        try {
            request = signed(info);
        } catch (IOException | RuntimeException e) {
            return;
        }
        isReadOrRefused(request, HexFormat.of().formatHex(info));
    }

    private static void isReadOrRefused(byte[] request, String what) {
        try {
            assertThat(SigningRequest.read(request).names()).isNotNull();
        } catch (RefusedRequest e) {
            assertThat(e.reason()).as(what).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(what, e);
        }
    }
}
