package io.keywright.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside Tink's own implementation of the format. */
class StreamingAeadTest {

    private static final int MIB = 1 << 20;
    private static final int FIRST = MIB - 40 - 16;
    private static final int FURTHER = MIB - 16;
    private static final byte[] AAD = {'a', 'a', 'd'};
    private static final byte[] KEY = random(32);
    private static final StreamingAead OURS = new StreamingAead(Optional.empty(), _ -> {});

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] encrypted(byte[] plaintext) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OURS.encrypt(KEY, AAD, new ByteArrayInputStream(plaintext), out);
        return out.toByteArray();
    }

    /** A pipe whose writer waits for what came of the first segment before it goes on. */
    private static final class WaitingWriter extends ByteArrayInputStream {

        private final ByteArrayOutputStream made;

        WaitingWriter(byte[] bytes, ByteArrayOutputStream made) {
            super(bytes);
            this.made = made;
        }

        private boolean waits() {
            return pos == FIRST + 1 && made.size() < FIRST;
        }

        @Override
        public synchronized int available() {
            return pos == FIRST + 1 ? 0 : super.available();
        }

        @Override
        public synchronized int read(byte[] to, int offset, int length) {
            assertThat(waits()).isFalse();
            return super.read(to, offset, pos <= FIRST ? Math.min(length, FIRST + 1 - pos) : length);
        }
    }

    @Test
    void whatAPipeHasBroughtIsWrittenBeforeMoreIsWaitedFor() throws Exception {
        byte[] plaintext = random(3 * MIB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OURS.encrypt(KEY, AAD, new WaitingWriter(plaintext, out), out);
        assertThat(decrypted(out.toByteArray())).isEqualTo(plaintext);
    }

    /** A source that gives nothing of the second segment before the first has arrived. */
    private static final class Slow extends ByteArrayInputStream {

        private final CountDownLatch arrived;

        Slow(byte[] bytes, CountDownLatch arrived) {
            super(bytes);
            this.arrived = arrived;
        }

        @Override
        public synchronized int read(byte[] to, int offset, int length) {
            if (pos == FIRST + 1) {
                assertThatCode(() ->
                                assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue())
                        .doesNotThrowAnyException();
            }
            return super.read(to, offset, pos <= FIRST ? Math.min(length, FIRST + 1 - pos) : length);
        }
    }

    @Test
    void whatWasReadIsWrittenWhileMoreIsRead() throws Exception {
        byte[] plaintext = random(3 * MIB);
        CountDownLatch arrived = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (size() > FIRST) {
                    arrived.countDown();
                }
            }
        };
        OURS.encrypt(KEY, AAD, new Slow(plaintext, arrived), out);
        assertThat(decrypted(out.toByteArray())).isEqualTo(plaintext);
    }

    @Test
    void afterTheDiskIsFullNothingMoreIsWritten() {
        AtomicInteger written = new AtomicInteger();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (written.incrementAndGet() == 3) {
                    throw new IOException("No space left on device");
                }
            }
        };

        assertThatThrownBy(() -> OURS.encrypt(KEY, AAD, new ByteArrayInputStream(random(9 * MIB)), full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(written).hasValue(3);
    }

    @Test
    void whatCannotBeReadToTheEndIsNeverTakenForWhole() {
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(random(6 * MIB))) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int read = super.read(bytes, from, length);
                if (read < length) {
                    throw new IOException("Input/output error");
                }
                return read;
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> OURS.encrypt(KEY, AAD, broken, out)).hasMessage("Input/output error");
        assertThatThrownBy(() -> decrypted(out.toByteArray())).isInstanceOf(AEADBadTagException.class);
    }

    private static byte[] decrypted(byte[] ciphertext) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OURS.decrypt(KEY, AAD, new ByteArrayInputStream(ciphertext), out);
        return out.toByteArray();
    }

    private static AesGcmHkdfStreaming tink() throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(KEY, "HMACSHA256", 32, MIB, 0);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                1000,
                FIRST - 1,
                FIRST,
                FIRST + 1,
                FIRST + FURTHER,
                FIRST + FURTHER + 1,
                3 * MIB + 17,
                9 * MIB + 3
            })
    void whatOneEncryptsTheOtherDecrypts(int length) throws Exception {
        byte[] plaintext = random(length);

        try (InputStream theirs = tink().newDecryptingStream(new ByteArrayInputStream(encrypted(plaintext)), AAD)) {
            assertThat(theirs.readAllBytes()).isEqualTo(plaintext);
        }
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        try (OutputStream out = tink().newEncryptingStream(theirs, AAD)) {
            out.write(plaintext);
        }
        assertThat(theirs.size()).isEqualTo(encrypted(plaintext).length);
        assertThat(decrypted(theirs.toByteArray())).isEqualTo(plaintext);
    }

    @Test
    void awsLcReadsAndWritesTheSame() throws Exception {
        StreamingAead awsLc = new StreamingAead(Optional.of(AmazonCorrettoCryptoProvider.INSTANCE), _ -> {});
        byte[] plaintext = random(FIRST + 6 * FURTHER + 17);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        awsLc.encrypt(KEY, AAD, new ByteArrayInputStream(plaintext), made);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        awsLc.decrypt(KEY, AAD, new ByteArrayInputStream(encrypted(plaintext)), read);

        assertThat(decrypted(made.toByteArray())).isEqualTo(plaintext);
        assertThat(read.toByteArray()).isEqualTo(plaintext);
    }

    @Test
    void nothingAfterASegmentThatIsRefusedComesOutHoweverManyAreUnderWay() throws Exception {
        byte[] plaintext = random(FIRST + 7 * FURTHER);
        byte[] whole = encrypted(plaintext);
        whole[3 * MIB + 5] ^= 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> OURS.decrypt(KEY, AAD, new ByteArrayInputStream(whole), out))
                .isInstanceOf(AEADBadTagException.class);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(plaintext, FIRST + 2 * FURTHER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 40, 41, 60, MIB - 1, MIB, MIB + 1, MIB + 15, 2 * MIB - 1, 2 * MIB, 2 * MIB + 17})
    void aFileThatWasCutOffIsRefused(int length) throws Exception {
        byte[] whole = encrypted(random(FIRST + FURTHER + 1000));

        assertThatThrownBy(() -> decrypted(Arrays.copyOf(whole, length))).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void anyBitThatWasChangedIsRefused() throws Exception {
        byte[] whole = encrypted(random(100));
        for (int bit = 0; bit < Byte.SIZE * whole.length; bit++) {
            byte[] altered = whole.clone();
            altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> decrypted(altered)).as("bit %d", bit).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void whatIsAddedExchangedRepeatedOrLeftOutIsRefused() throws Exception {
        byte[] whole = encrypted(random(FIRST + 2 * FURTHER));
        byte[] added = Arrays.copyOf(whole, whole.length + 1);
        byte[] exchanged = whole.clone();
        System.arraycopy(whole, MIB, exchanged, 2 * MIB, MIB);
        System.arraycopy(whole, 2 * MIB, exchanged, MIB, MIB);
        byte[] repeated = whole.clone();
        System.arraycopy(whole, MIB, repeated, 2 * MIB, MIB);
        byte[] leftOut = Arrays.copyOf(whole, 2 * MIB);
        System.arraycopy(whole, 2 * MIB, leftOut, MIB, MIB);

        for (byte[] altered : new byte[][] {added, exchanged, repeated, leftOut}) {
            assertThatThrownBy(() -> decrypted(altered)).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void nothingThatIsNotProvedComesOut() throws Exception {
        byte[] whole = encrypted(random(FIRST + FURTHER));
        whole[MIB + 5] ^= 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> OURS.decrypt(KEY, AAD, new ByteArrayInputStream(whole), out))
                .isInstanceOf(AEADBadTagException.class);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(random(FIRST + FURTHER), FIRST));
    }

    @Test
    void anotherKeyOrOtherAssociatedDataDoNotDecrypt() throws Exception {
        byte[] whole = encrypted(random(100));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> OURS.decrypt(KEY, new byte[1], new ByteArrayInputStream(whole), out))
                .isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> OURS.decrypt(random(33), AAD, new ByteArrayInputStream(whole), out))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> OURS.decrypt(new byte[32], AAD, new ByteArrayInputStream(whole), out))
                .isInstanceOf(AEADBadTagException.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void aStreamThatComesInPiecesIsTheSame() throws Exception {
        byte[] plaintext = random(FIRST + 5);
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(encrypted(plaintext))) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return super.read(bytes, from, Math.min(length, 7777));
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OURS.decrypt(KEY, AAD, slow, out);

        assertThat(out.toByteArray()).isEqualTo(plaintext);
    }
}
