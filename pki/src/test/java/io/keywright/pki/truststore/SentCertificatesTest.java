package io.keywright.pki.truststore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.issuing.Validity;
import io.keywright.pki.truststore.TrustStoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which certificates are sent, and what somebody might send in their place. */
class SentCertificatesTest {

    private static final String PASSWORD = "correct horse";
    private static final Validity ONE_DAY = Validity.from(Instant.EPOCH, Duration.ofDays(1));
    private static final CertificateAuthority ONE = CertificateAuthority.create("One", ONE_DAY);
    private static final CertificateAuthority TWO = CertificateAuthority.create("Two", ONE_DAY);
    private static final List<X509Certificate> BOTH = List.of(ONE.certificate(), TWO.certificate());

    private static List<X509Certificate> read(String text) throws TrustStoreException {
        return SentCertificates.read(text, Optional.empty());
    }

    private static List<X509Certificate> read(byte[] der, String password) throws TrustStoreException {
        return SentCertificates.read(base64(der), Optional.of(password.toCharArray()));
    }

    private static String base64(byte[] der) {
        return Base64.getMimeEncoder().encodeToString(der);
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return Pem.write(PemBlock.certificate(certificate.getEncoded()));
    }

    private static void refused(Kind kind, String text, Optional<String> password) {
        assertThatThrownBy(() -> SentCertificates.read(text, password.map(String::toCharArray)))
                .isInstanceOfSatisfying(
                        TrustStoreException.class,
                        fault -> assertThat(fault.kind()).isEqualTo(kind));
    }

    private static byte[] keyStore(boolean withKey) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("one", ONE.certificate());
        store.setCertificateEntry("two", TWO.certificate());
        if (withKey) {
            Credential key = ONE.credential();
            store.setKeyEntry("key", key.privateKey(), PASSWORD.toCharArray(), new Certificate[] {key.certificate()});
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD.toCharArray());
        return out.toByteArray();
    }

    @Test
    void pemMayHaveAnythingAroundItsBlocksButOtherBlocks() throws Exception {
        String text =
                "# one\r\n" + pem(ONE.certificate()).replace("\n", "\r\n") + "the other:\n" + pem(TWO.certificate());
        assertThat(read(text)).isEqualTo(BOTH);
        String key = Pem.write(PemBlock.privateKey(ONE.credential().privateKey().getEncoded()));
        refused(Kind.FORM, text + key, Optional.empty());
    }

    @Test
    void derAndPkcs7ComeInBase64() throws Exception {
        assertThat(read(base64(ONE.certificate().getEncoded()))).containsExactly(ONE.certificate());
        byte[] pkcs7 =
                CertificateFactory.getInstance("X.509").generateCertPath(BOTH).getEncoded("PKCS7");
        assertThat(read(base64(pkcs7))).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void aTrustStoreIsOpenedByItsPasswordAlone() throws Exception {
        byte[] store = keyStore(false);
        assertThat(read(store, PASSWORD)).containsExactlyInAnyOrderElementsOf(BOTH);
        refused(Kind.PASSWORD, base64(store), Optional.of("wrong"));
        refused(Kind.PASSWORD, base64(store), Optional.empty());
        store[store.length - 50] ^= 1;
        assertThatThrownBy(() -> read(store, PASSWORD)).isInstanceOf(TrustStoreException.class);
    }

    @Test
    void aPrivateKeyHasNoPlaceInIt() throws Exception {
        refused(Kind.PRIVATE_KEY, base64(keyStore(true)), Optional.of(PASSWORD));
    }

    /** It takes hours to try what such a file asks for. */
    @ParameterizedTest
    @ValueSource(ints = {1_000_001, Integer.MAX_VALUE, 0, -1})
    void whatTakesTooLongIsNotTried(int rounds) throws Exception {
        Pfx store = Pfx.getInstance(keyStore(false));
        MacData mac = new MacData(
                new DigestInfo(
                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE), new byte[32]),
                new byte[8],
                rounds);
        byte[] slow = new Pfx(store.getAuthSafe(), mac).getEncoded();

        Instant before = Instant.now();
        refused(Kind.WORK, base64(slow), Optional.of(PASSWORD));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theRoundsOfAllPartsAreCountedTogether() throws Exception {
        Pkcs12Work work = new Pkcs12Work();
        MacData mac = new MacData(
                new DigestInfo(
                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE), new byte[32]),
                new byte[8],
                400_000);
        work.count(mac);
        work.count(encrypted(500_000));
        assertThatThrownBy(() -> work.count(encrypted(200_000)))
                .isInstanceOfSatisfying(
                        TrustStoreException.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Kind.WORK));
    }

    private static ContentInfo encrypted(int rounds) {
        AlgorithmIdentifier derivation =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[8], rounds));
        AlgorithmIdentifier encryption = new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        KeyDerivationFunc.getInstance(derivation),
                        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC)));
        return new ContentInfo(
                PKCSObjectIdentifiers.encryptedData,
                new EncryptedData(PKCSObjectIdentifiers.data, encryption, new DEROctetString(new byte[16])));
    }

    @Test
    void noPrefixOfAFileIsAFile() throws Exception {
        byte[] store = keyStore(false);
        for (int length = 0; length < store.length; length += 7) {
            byte[] prefix = Arrays.copyOf(store, length);
            assertThatThrownBy(() -> read(prefix, PASSWORD)).isInstanceOf(TrustStoreException.class);
        }
    }

    /** Such as any program may write by mistake: none of its parts is there because another one is. */
    @Test
    void whatLacksAPartIsRefused() throws Exception {
        Pfx store = Pfx.getInstance(keyStore(false));
        ContentInfo nothing = new ContentInfo(PKCSObjectIdentifiers.data, null);
        ContentInfo emptyPart =
                new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(new DERSequence(nothing).getEncoded()));
        ContentInfo emptySecret = new ContentInfo(
                PKCSObjectIdentifiers.data,
                new DEROctetString(
                        new DERSequence(new ContentInfo(PKCSObjectIdentifiers.encryptedData, null)).getEncoded()));
        MacData noParameters = new MacData(
                new DigestInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBMAC1), new byte[32]), new byte[8], 1);
        for (Pfx lacking : List.of(
                new Pfx(nothing, store.getMacData()),
                new Pfx(nothing, null),
                new Pfx(emptyPart, null),
                new Pfx(emptySecret, null),
                new Pfx(store.getAuthSafe(), noParameters))) {
            refused(Kind.FORM, base64(lacking.getEncoded()), Optional.of(PASSWORD));
        }
        refused(Kind.FORM, base64(new DERSequence(new ASN1Integer(3)).getEncoded()), Optional.of(PASSWORD));
        refused(Kind.PASSWORD, base64(new Pfx(store.getAuthSafe(), null).getEncoded()), Optional.empty());
    }

    /** Of each form, one with each bit turned over, and each beginning. */
    @Test
    void noFileDoesAnythingButBeReadOrRefused() throws Exception {
        byte[] pkcs7 =
                CertificateFactory.getInstance("X.509").generateCertPath(BOTH).getEncoded("PKCS7");
        for (byte[] file : List.of(
                Pkcs12File.write(encoded(BOTH)),
                quickToOpen(),
                pkcs7,
                ONE.certificate().getEncoded())) {
            for (int bit = 0; bit < file.length * 8; bit++) {
                byte[] altered = file.clone();
                altered[bit / 8] ^= (byte) (1 << bit % 8);
                readOrRefused(altered);
            }
            for (int length = 0; length < file.length; length++) {
                readOrRefused(Arrays.copyOf(file, length));
            }
        }
    }

    private static void readOrRefused(byte[] file) {
        try {
            assertThat(read(file, PASSWORD)).isNotEmpty();
        } catch (TrustStoreException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    /** Encrypted and protected, by as little hashing as there can be. */
    private static byte[] quickToOpen() throws Exception {
        return new PKCS12PfxPduBuilder()
                .addEncryptedData(
                        new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setIterationCount(1)
                                .build(PASSWORD.toCharArray()),
                        new PKCS12SafeBagBuilder(new X509CertificateHolder(
                                        ONE.certificate().getEncoded()))
                                .build())
                .build(
                        new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                .setProvider(new BouncyCastleProvider())
                                .setIterationCount(1),
                        PASSWORD.toCharArray())
                .getEncoded();
    }

    @Test
    void depthOverwhelmsNobody() {
        byte[] deep = new byte[200_000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        refused(Kind.FORM, base64(deep), Optional.of(PASSWORD));
        byte[] begun = {0x30, (byte) 0x80, 0x02, 0x01, 0x03};
        System.arraycopy(begun, 0, deep, 0, begun.length);
        deep[begun.length] = 0x30;
        for (int i = begun.length; i + 1 < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        refused(Kind.FORM, base64(deep), Optional.of(PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "junk", "MAA=", "-----BEGIN CERTIFICATE-----", "!", "MIIBCgKCAQEA"})
    void anythingElseIsNoCertificate(String junk) {
        refused(Kind.FORM, junk, Optional.empty());
    }

    @Test
    void whatIsWrittenIsReadByTheJdkAndAlwaysTheSame() throws Exception {
        byte[] pkcs12 = Pkcs12File.write(encoded(BOTH));
        byte[] jks = JksFile.write(encoded(BOTH).stream()
                .map(it -> new JksFile.Entry(it, Instant.ofEpochSecond(1)))
                .toList());
        assertThat(trusted("PKCS12", pkcs12, null)).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(trusted("PKCS12", pkcs12, "anything")).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(trusted("JKS", jks, JksFile.PASSWORD)).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(Pkcs12File.write(encoded(BOTH))).isEqualTo(pkcs12);
        assertThat(SentCertificates.read(base64(pkcs12), Optional.empty())).isEqualTo(BOTH);
    }

    private static List<byte[]> encoded(List<X509Certificate> certificates) throws CertificateEncodingException {
        List<byte[]> encoded = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            encoded.add(certificate.getEncoded());
        }
        return encoded;
    }

    private static List<Certificate> trusted(String type, byte[] file, @Nullable String password) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(new ByteArrayInputStream(file), password == null ? null : password.toCharArray());
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            assertThat(store.isCertificateEntry(alias)).isTrue();
            found.add(store.getCertificate(alias));
        }
        return found;
    }
}
