package io.keywright.server.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What the server answered. */
public record Reply(int status, HttpHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** This reply, which must have that status. */
    public Reply expect(int expected) {
        assertThat(status).as("status of the answer %s", text()).isEqualTo(expected);
        return this;
    }

    /** The body, which must be JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text(), e);
        }
    }

    /** The body, in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A member, which must be a string. */
    public String text(String member) {
        JsonNode value = json().path(member);
        assertThat(value.isTextual()).as("%s is a string in %s", member, text()).isTrue();
        return value.textValue();
    }

    /** A member, which must be standard Base64. */
    public byte[] bytes(String member) {
        return Base64.getDecoder().decode(text(member));
    }

    /** The names of the body's members, in order. */
    public List<String> members() {
        List<String> names = new ArrayList<>();
        json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A header, or {@code ""}. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
