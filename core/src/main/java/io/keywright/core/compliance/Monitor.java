package io.keywright.core.compliance;

import io.keywright.core.change.Change;
import io.keywright.core.change.FindingChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import io.keywright.model.SubjectType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all surveys, opens a finding for each fault, and resolves those that are mended or whose subject is gone: each
 * once, with a receipt and so an event, however often it looks and whoever does. One node looks at a time, as long as it is on
 * duty; that nothing is told twice does not rest on that, but on the change. Reads page by page. Belongs to one thread; calls block.
 */
public final class Monitor {

    private static final int PAGE = 500;

    private final List<Survey<?>> surveys;
    private final FindingStore store;
    private final Recorder recorder;
    private final MonitorWatch watch;
    private final BooleanSupplier onDuty;
    private final InstantSource clock;

    /** @param onDuty whether this node is the one that looks; asked often */
    public Monitor(
            List<Survey<?>> surveys,
            FindingStore store,
            Recorder recorder,
            MonitorWatch watch,
            BooleanSupplier onDuty,
            InstantSource clock) {
        this.surveys = List.copyOf(surveys);
        this.store = store;
        this.recorder = recorder;
        this.watch = watch;
        this.onDuty = onDuty;
        this.clock = clock;
    }

    /**
     * Looks at everything, unless another node does.
     *
     * @return what came of it; empty if another looks, or took over
     * @throws StoreException if not even a failure can be told
     */
    public Optional<Round> run() throws StoreException {
        if (!onDuty.getAsBoolean()) {
            return Optional.empty();
        }
        Pass pass = new Pass(clock.instant());
        for (Survey<?> survey : surveys) {
            if (!onDuty.getAsBoolean()) {
                return Optional.empty();
            }
            pass.look(survey);
        }
        return onDuty.getAsBoolean() ? Optional.of(pass.end()) : Optional.empty();
    }

    /** One look at everything. */
    private final class Pass {

        private final Instant began;
        private final List<SubjectType> failed = new ArrayList<>();
        private long looked;
        private long opened;
        private long resolved;

        Pass(Instant began) {
            this.began = began;
        }

        /** A survey that fails is a finding of its own. */
        void look(Survey<?> survey) throws StoreException {
            ComplianceFinding failure = Findings.of(
                    ComplianceCheck.CHECK_FAILED,
                    SubjectType.SURVEY,
                    Scope.OF_ALL,
                    survey.type().wireName(),
                    "the survey could not be finished",
                    began);
            try {
                find(survey);
                recheck(survey);
                resolve(stillOpen(List.of(failure)));
            } catch (StoreException | RuntimeException e) {
                failed.add(survey.type());
                watch.failed(survey.type(), e);
                open(List.of(failure));
            }
        }

        private <S extends Subject> void find(Survey<S> survey) throws StoreException {
            List<S> page = survey.subjects().page(Optional.empty(), PAGE);
            while (!page.isEmpty() && onDuty.getAsBoolean()) {
                open(page.stream()
                        .flatMap(subject -> survey.findings(subject, began).stream())
                        .toList());
                looked += page.size();
                page = page.size() < PAGE ? List.of() : survey.subjects().page(Optional.of(page.getLast()), PAGE);
            }
        }

        private void recheck(Survey<?> survey) throws StoreException {
            FindingStore.Filter filter = FindingStore.Filter.about(survey.type());
            List<ComplianceFinding> page = store.findings(filter, null, PAGE);
            while (!page.isEmpty() && onDuty.getAsBoolean()) {
                List<ComplianceFinding> mended = new ArrayList<>();
                for (ComplianceFinding finding : page) {
                    if (!survey.stands(finding, began)) {
                        mended.add(finding);
                    }
                }
                resolve(mended);
                page = page.size() < PAGE ? List.of() : store.findings(filter, last(page), PAGE);
            }
        }

        private void open(List<ComplianceFinding> found) throws StoreException {
            Set<UUID> known = store.open(ids(found));
            List<ComplianceFinding> fresh = found.stream()
                    .filter(finding -> !known.contains(finding.findingId()))
                    .toList();
            opened += commit(Operation.OPEN_FINDING, fresh, FindingChange.Opened::new);
        }

        private void resolve(List<ComplianceFinding> mended) {
            resolved += commit(Operation.RESOLVE_FINDING, mended, FindingChange.Resolved::new);
        }

        private List<ComplianceFinding> stillOpen(List<ComplianceFinding> findings) throws StoreException {
            Set<UUID> known = store.open(ids(findings));
            return findings.stream()
                    .filter(finding -> known.contains(finding.findingId()))
                    .toList();
        }

        Round end() {
            return new Round(Duration.between(began, clock.instant()), looked, opened, resolved, failed);
        }
    }

    private static UUID last(List<ComplianceFinding> page) {
        return page.getLast().findingId();
    }

    private static Set<UUID> ids(List<ComplianceFinding> findings) {
        return findings.stream().map(ComplianceFinding::findingId).collect(Collectors.toSet());
    }

    /** Commits all at once; answers how many applied. */
    private long commit(
            Operation operation, List<ComplianceFinding> findings, Function<ComplianceFinding, Change> change) {
        List<CompletableFuture<Boolean>> commits = findings.stream()
                .map(finding -> recorder.succeeded(attempt(operation, finding), change.apply(finding))
                        .handle(Monitor::applied))
                .toList();
        return commits.stream().filter(CompletableFuture::join).count();
    }

    private static Attempt attempt(Operation operation, ComplianceFinding finding) {
        Attempt attempt = Attempt.of(Caller.SERVICE, operation).within(finding.scope());
        return finding.subjectType() == SubjectType.KEY ? attempt.naming(UUID.fromString(finding.subject())) : attempt;
    }

    /** Another node may have told it. */
    private static boolean applied(@Nullable UUID receipt, @Nullable Throwable failure) {
        if (failure == null) {
            return true;
        }
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof Conflict) {
            return false;
        }
        throw new CompletionException(cause);
    }
}
