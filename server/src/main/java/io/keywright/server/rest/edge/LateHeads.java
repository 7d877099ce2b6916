package io.keywright.server.rest.edge;

import io.keywright.core.crypto.UuidV7;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.Requester;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Clock;

/** Ends connections whose requests do not come in time, with an answer where one can still be sent. */
@Singleton
@Unremovable
class LateHeads {

    /** The names that Vert.x gives to its codec and to what is behind it. */
    private static final String ENCODER = "httpEncoder";

    private static final String BEHIND_IT = "handler";

    private final Deadlines deadlines;
    private final Errors errors;
    private final UuidV7 ids;
    private final DateField date = new DateField(Clock.systemUTC());

    LateHeads(KeywrightConfig config, Errors errors, UuidV7 ids) {
        this.deadlines = new Deadlines(config.http().headTimeout());
        this.errors = errors;
        this.ids = ids;
    }

    void watch(Channel channel) {
        HeadDeadline.begin(channel, deadlines, this::end);
    }

    private void end(Channel channel) {
        ChannelHandlerContext http = channel.pipeline().context(BEHIND_IT);
        if (http == null || channel.pipeline().get(ENCODER) == null) {
            ChannelFuture _ = channel.close();
        } else {
            ChannelFuture _ = http.writeAndFlush(answer(address(channel))).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "-";
    }

    private FullHttpResponse answer(String address) {
        String requestId = ids.next().toString();
        HttpRefusal late = HttpErrors.of(408);
        Answer answer = errors.answer(Requester.at(requestId, address), late.error(), late.status());
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.body().length))
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.DATE, date.now())
                .set("X-Request-Id", requestId);
        return response;
    }
}
