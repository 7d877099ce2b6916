package io.keywright.server.rest.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives each request's head of one connection the same time, from its first byte on, however little of it comes at once;
 * and the first request that time from the connection's beginning, TLS included. Lives on the connection's event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<HeadDeadline> OF_CHANNEL = AttributeKey.valueOf(HeadDeadline.class, "of-channel");

    private final Channel channel;
    private final Deadlines deadlines;
    private final Runnable late;
    private boolean idle;

    private HeadDeadline(Channel channel, Deadlines deadlines, Consumer<Channel> late) {
        this.channel = channel;
        this.deadlines = deadlines;
        this.late = () -> late.accept(channel);
    }

    /** Puts one before all that {@code channel} reads. */
    static void begin(Channel channel, Deadlines deadlines, Consumer<Channel> late) {
        HeadDeadline deadline = new HeadDeadline(channel, deadlines, late);
        channel.attr(OF_CHANNEL).set(deadline);
        channel.pipeline().addFirst(deadline);
    }

    /** That of {@code channel}; empty if none was begun. */
    static Optional<HeadDeadline> of(Channel channel) {
        return Optional.ofNullable(channel.attr(OF_CHANNEL).get());
    }

    /** A head has come whole. */
    void headComplete() {
        stop();
    }

    /** A request is answered: what comes next is another head. */
    void answered() {
        idle = true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start();
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (idle) {
            start();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private void start() {
        idle = false;
        deadlines.set(channel.eventLoop(), late);
    }

    private void stop() {
        idle = false;
        deadlines.met(channel.eventLoop(), late);
    }
}
