package io.keywright.cli.ledger;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A tenant's receipts as a running service lists them to whoever may see all of them. */
final class ServiceTail implements Tail {

    private static final int PAGE = 100;

    private final KmsClient client;
    private final int lines;
    private String last = "";

    /** @param lines how many of the latest receipts come first */
    ServiceTail(KmsClient client, int lines) {
        this.client = client;
        this.lines = lines;
    }

    @Override
    public List<SeenReceipt> next() throws IOException, InterruptedException {
        List<SeenReceipt> newest = new ArrayList<>();
        Optional<String> page = Optional.of("");
        while (page.isPresent() && !complete(newest)) {
            String token = page.get().isEmpty() ? "" : "&page_token=" + page.get();
            KmsAnswer answer = client.get("receipts?limit=" + PAGE + token);
            answer.objects("receipts").forEach(each -> newest.add(new SeenReceipt(OptionalLong.empty(), each)));
            page = answer.optionalText("next_page_token").map(next -> URLEncoder.encode(next, StandardCharsets.UTF_8));
        }
        List<SeenReceipt> fresh = fresh(newest);
        Collections.reverse(fresh);
        if (!fresh.isEmpty()) {
            last = fresh.getLast().id();
        }
        return fresh;
    }

    private boolean complete(List<SeenReceipt> newest) {
        return last.isEmpty()
                ? newest.size() >= lines
                : newest.stream().anyMatch(seen -> seen.id().equals(last));
    }

    private List<SeenReceipt> fresh(List<SeenReceipt> newest) {
        return last.isEmpty()
                ? new ArrayList<>(newest.subList(0, Math.min(lines, newest.size())))
                : new ArrayList<>(newest.stream()
                        .takeWhile(seen -> !seen.id().equals(last))
                        .toList());
    }
}
