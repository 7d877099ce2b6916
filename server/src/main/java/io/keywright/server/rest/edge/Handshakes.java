package io.keywright.server.rest.edge;

import io.keywright.model.Caller;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.identity.certificate.CertificateIdentity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Lets no more connections in than there may be, in sum and for each tenant, and has each TLS handshake that fails counted. A
 * connection beyond that is closed: before TLS if there are too many of all, after it if there are too many of its tenant.
 */
@Singleton
@Unremovable
class Handshakes {

    private final ConnectionSlots slots;
    private final RefusedConnections refused;
    private final CertificateIdentity identity;

    Handshakes(KeywrightConfig config, RefusedConnections refused, CertificateIdentity identity) {
        this.slots =
                new ConnectionSlots(config.http().connections(), config.http().connectionsPerTenant());
        this.refused = refused;
        this.identity = identity;
        refused.counting(slots);
    }

    void watch(Channel channel) {
        if (!slots.take()) {
            refused.tooMany(address(channel), "all");
            ChannelFuture _ = channel.close();
            return;
        }
        ChannelFuture _ = channel.closeFuture().addListener(closed -> slots.release());
        channel.pipeline().addFirst(new Begun());
    }

    /** Looks for TLS once all is in place, which is when the connection becomes active. */
    private final class Begun extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            Channel channel = context.channel();
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null) {
                Future<Channel> _ = tls.handshakeFuture().addListener(done -> ended(channel, tls, done));
            }
            context.pipeline().remove(this);
            context.fireChannelActive();
        }
    }

    private void ended(Channel channel, SslHandler tls, Future<?> handshake) {
        if (!handshake.isSuccess()) {
            refused.handshake(address(channel), handshake.cause());
            return;
        }
        String owner = owner(tls);
        if (slots.take(owner)) {
            ChannelFuture _ = channel.closeFuture().addListener(closed -> slots.release(owner));
        } else {
            refused.tooMany(address(channel), owner);
            ChannelFuture _ = channel.close();
        }
    }

    /** The tenant that the certificate names; of who belongs to none, its subject; all who name nobody are one. */
    private String owner(SslHandler tls) {
        try {
            return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? identity.read(certificate).map(Handshakes::owner).orElse("-")
                    : "-";
        } catch (SSLPeerUnverifiedException e) {
            return "-";
        }
    }

    private static String owner(Caller caller) {
        return caller.scope() == null ? caller.subject() : caller.scope().tenantId();
    }

    private static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "-";
    }
}
