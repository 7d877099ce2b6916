package io.keywright.server.rest.edge;

import io.keywright.server.shutdown.Doors;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.quarkus.arc.Arc;

/**
 * Is shown each connection by Netty as soon as it is accepted, which Vert.x and the framework show to nobody. Netty finds it
 * by the service loader, so that it has to look for what it needs.
 */
public final class Connections extends ChannelInitializerExtension {

    /** The system property and its value that have Netty look for extensions; to be set before a server starts. */
    public static final String PROPERTY = EXTENSIONS_SYSTEM_PROPERTY;

    public static final String VALUE = "serviceload";

    /** Called by the service loader. */
    public Connections() {}

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        Arc.container().instance(Doors.class).get().opened(channel);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        Arc.container().instance(LateHeads.class).get().watch(channel);
        Arc.container().instance(Handshakes.class).get().watch(channel);
    }
}
