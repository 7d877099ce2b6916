package io.keywright.cli.kms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of a listing, or all of it.
 *
 * @param more whether the service may know others
 */
public record Pages(List<KmsAnswer> items, boolean more) {

    private static final int LARGEST = 1000;

    public Pages {
        items = List.copyOf(items);
    }

    /**
     * The first {@code most} items, asked for page by page.
     *
     * @param path of the listing
     * @param member of each answer that holds the list
     */
    public static Pages read(KmsClient client, String path, String member, Query query, int most)
            throws IOException, InterruptedException {
        List<KmsAnswer> read = new ArrayList<>();
        Query next = query;
        Optional<String> token;
        do {
            KmsAnswer page = client.get(path + next.with("limit", Math.min(LARGEST, most - read.size())));
            read.addAll(page.objects(member));
            token = page.optionalText("next_page_token");
            next = query.with("page_token", token.orElse(null));
        } while (token.isPresent() && read.size() < most);
        return new Pages(read, token.isPresent());
    }
}
