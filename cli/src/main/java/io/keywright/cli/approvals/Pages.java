package io.keywright.cli.approvals;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A listing of approvals, page after page.
 *
 * @param more whether the service may know others
 */
record Pages(List<KmsAnswer> approvals, boolean more) {

    private static final int LARGEST = 1000;

    Pages {
        approvals = List.copyOf(approvals);
    }

    /**
     * The first {@code most} approvals.
     *
     * @param query narrows them; each parameter with an {@code &} before it
     */
    static Pages read(KmsClient client, String query, int most) throws IOException, InterruptedException {
        List<KmsAnswer> read = new ArrayList<>();
        Optional<String> next = Optional.of("");
        do {
            int limit = Math.min(LARGEST, most - read.size());
            KmsAnswer page = client.get("approvals?limit=" + limit + query + next.get());
            read.addAll(page.objects("approvals"));
            next = page.optionalText("next_page_token").map(token -> "&page_token=" + token);
        } while (next.isPresent() && read.size() < most);
        return new Pages(read, next.isPresent());
    }
}
