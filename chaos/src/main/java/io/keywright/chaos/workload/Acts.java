package io.keywright.chaos.workload;

import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a worker can do. Each is made to catch nodes that do not agree. Belongs to one worker. */
final class Acts {

    private static final int USES_PER_DAY = 6;
    private static final int USES_TRIED = 5;

    private final Service service;
    private final Lines lines;
    private final RandomGenerator random;

    Acts(Service service, Lines lines, RandomGenerator random) {
        this.service = service;
        this.lines = lines;
        this.random = random;
    }

    /** Does any of them. */
    void any() throws InterruptedException {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> rotate();
            case 3 -> revoke();
            case 4, 5, 6 -> changePolicy();
            case 7, 8 -> spendTogether();
            case 9, 10 -> useUp();
            case 11, 12 -> signWithAnyVersion();
            case 13 -> signAsColleague();
            default -> signUnderAlias();
        }
    }

    private Node node() {
        return service.nodes().get(random.nextInt(service.nodes().size()));
    }

    private void signUnderAlias() throws InterruptedException {
        Optional<Line> line = lines.any(node(), random);
        if (line.isPresent()) {
            service.sign(node(), line.get().alias());
        }
    }

    private void signWithAnyVersion() throws InterruptedException {
        Optional<Line> line = lines.any(node(), random);
        if (line.isPresent()) {
            List<String> versions = line.get().versions();
            service.sign(node(), versions.get(random.nextInt(versions.size())));
        }
    }

    private void signAsColleague() throws InterruptedException {
        Optional<Line> line = lines.any(node(), random);
        if (line.isPresent()) {
            service.signAsColleague(node(), line.get().alias());
        }
    }

    /** Whatever node is asked next must know of it. */
    private void rotate() throws InterruptedException {
        Optional<Line> line = lines.any(node(), random);
        if (line.isEmpty()) {
            return;
        }
        Operation rotated = service.rotate(node(), line.get());
        if (rotated.done()) {
            line.get().add(rotated.answered("new_key_id"));
        } else {
            // Who got no answer, or comes too late, knows no more what the newest is.
            lines.end(line.get());
        }
        everywhere(node -> service.sign(node, line.get().alias()));
    }

    /** The key is used on all nodes while it is revoked, and right afterwards. */
    private void revoke() throws InterruptedException {
        Optional<Line> line = lines.any(node(), random);
        if (line.isEmpty()) {
            return;
        }
        String keyId = line.get().newest();
        lines.end(line.get());
        everywhere(node -> service.sign(node, keyId));
        Operation revoked = service.revoke(node(), keyId);
        if (revoked.done()) {
            everywhere(node -> service.sign(node, keyId));
        }
    }

    /** Takes from the colleague what it may do, or gives it back; whatever node it asks next must know of it. */
    private void changePolicy() throws InterruptedException {
        Optional<Line> line = lines.any(node(), random);
        if (line.isEmpty()) {
            return;
        }
        Operation read = service.readPolicy(node(), line.get().alias());
        if (read.done()) {
            everywhere(node -> service.signAsColleague(node, line.get().alias()));
            service.changePolicy(node(), line.get().alias(), random.nextBoolean(), read.answered("etag"));
            everywhere(node -> service.signAsColleague(node, line.get().alias()));
        }
    }

    /** One approval is shown to all nodes at once. */
    private void spendTogether() throws InterruptedException {
        Operation created = service.create(node(), "", Service.guarded());
        String keyId = created.answered("key_id");
        Operation asked = created.done() ? service.askApproval(node(), keyId) : created;
        String approvalId = asked.answered("approval_id");
        if (approvalId.isEmpty() || !service.grant(node(), approvalId).done()) {
            return;
        }
        String token = service.readApproval(node(), approvalId).answered("approval_token");
        if (!token.isEmpty()) {
            everywhere(node -> service.signApproved(node, keyId, approvalId, token));
            service.signApproved(node(), keyId, approvalId, token);
        }
    }

    /** A key that may be used a few times is used more often on all nodes at once. */
    private void useUp() throws InterruptedException {
        Operation created = service.create(node(), "", Service.limited(USES_PER_DAY));
        if (created.done()) {
            for (int i = 0; i < USES_TRIED; i++) {
                everywhere(node -> service.sign(node, created.answered("key_id")));
            }
        }
    }

    /** What is asked of one node. */
    @FunctionalInterface
    private interface Asked {
        Operation of(Node node) throws InterruptedException;
    }

    private void everywhere(Asked asked) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Node node : service.nodes()) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    asked.of(node);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
