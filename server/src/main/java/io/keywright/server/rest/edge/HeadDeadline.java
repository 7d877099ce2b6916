package io.keywright.server.rest.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request's head of one connection the same time, from its first byte on, however little of it comes at once;
 * and the first request that time from the connection's beginning, TLS included. Lives on the connection's event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private static final String NAME = "head-deadline";

    private final Duration within;
    private final Consumer<Channel> late;
    private boolean idle;
    private @Nullable ScheduledFuture<?> timer;

    private HeadDeadline(Duration within, Consumer<Channel> late) {
        this.within = within;
        this.late = late;
    }

    /** Puts one before all that {@code channel} reads. */
    static void begin(Channel channel, Duration within, Consumer<Channel> late) {
        channel.pipeline().addFirst(NAME, new HeadDeadline(within, late));
    }

    /** A head has come whole. */
    static void headComplete(Channel channel) {
        if (channel.pipeline().get(NAME) instanceof HeadDeadline deadline) {
            deadline.stop();
        }
    }

    /** A request is answered: what comes next is another head. */
    static void answered(Channel channel) {
        if (channel.pipeline().get(NAME) instanceof HeadDeadline deadline) {
            deadline.idle = true;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start(context.channel());
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (idle) {
            start(context.channel());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private void start(Channel channel) {
        idle = false;
        timer = channel.eventLoop().schedule(() -> late.accept(channel), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        idle = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
