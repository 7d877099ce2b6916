package io.keywright.server.shutdown;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What new connections come in by, to be closed while those that are open live on. Thread-safe. */
public final class Doors {

    private final Set<Channel> listening = ConcurrentHashMap.newKeySet();

    /** {@code channel} takes new connections. */
    public void opened(Channel channel) {
        listening.add(channel);
    }

    /** Lets nobody in any more; returns once that is so. */
    public void close() {
        for (Channel channel : listening) {
            ChannelFuture _ = channel.close().syncUninterruptibly();
        }
    }
}
