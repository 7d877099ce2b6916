package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Served;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which TLS the service speaks: versions (RFC 8446, RFC 8996) and key agreements. */
@Served
class TlsIT {

    private static final int LIMIT_SECONDS = 10;

    private final Installation server;
    private final EventLoopGroup loop = new NioEventLoopGroup(1);

    TlsIT(Installation server) {
        this.server = server;
    }

    @AfterAll
    void close() {
        loop.shutdownGracefully().syncUninterruptibly();
    }

    /** The first is secret even to those who record today and have a quantum computer later (ML-KEM, FIPS 203). */
    @ParameterizedTest
    @ValueSource(strings = {"X25519MLKEM768", "X25519", "P-256", "P-384"})
    void aKeyIsAgreedOnBy(String group) throws Exception {
        assertThat(session("TLSv1.3", group).getProtocol()).isEqualTo("TLSv1.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaks(String version) throws Exception {
        assertThat(session(version, "P-256").getProtocol()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void doesNotSpeak(String version) {
        assertThatThrownBy(() -> session(version, "P-256"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("PROTOCOL_VERSION");
    }

    private SSLSession session(String version, String group) throws Exception {
        Credential client = server.certificates().of(Identity.of("demo"));
        SslContext tls = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .keyManager(client.privateKey(), client.certificate())
                .trustManager(server.certificates().trusted())
                .protocols(version)
                .option(OpenSslContextOption.GROUPS, new String[] {group})
                .build();
        SocketChannel channel = connect();
        try {
            SslHandler handler = tls.newHandler(channel.alloc(), "localhost", server.port());
            channel.pipeline().addFirst(handler);
            handler.handshakeFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return handler.engine().getSession();
        } finally {
            channel.close().sync();
        }
    }

    private SocketChannel connect() throws InterruptedException {
        return (SocketChannel) new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect("localhost", server.port())
                .sync()
                .channel();
    }
}
