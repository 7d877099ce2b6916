package io.keywright.core.events;

import io.keywright.model.ErrorCode;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.model.EventType;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What events a receipt, and the change that it vouches for, tell of: always the same. */
final class EventProjection {

    private EventProjection() {}

    /** The line's events of these types, in the order in which they are told. */
    static List<Event> events(LedgerLine line, Set<EventType> types) {
        List<Event> events = new ArrayList<>(2);
        int place = 0;
        for (EventPayload payload : payloads(line)) {
            if (types.contains(payload.type())) {
                events.add(event(line, payload, place));
            }
            place++;
        }
        if (types.contains(EventType.RECEIPT)) {
            events.add(event(line, receipt(line), 0));
        }
        return events;
    }

    private static Event event(LedgerLine line, EventPayload payload, int place) {
        Receipt receipt = line.receipt();
        return new Event(
                EventIds.of(receipt.receiptId(), payload.type(), place),
                line.index(),
                receipt.timestamp(),
                receipt.scope(),
                payload);
    }

    private static EventPayload receipt(LedgerLine line) {
        return new EventPayload.ReceiptKept(
                line.receipt().context().keyId(), line.index(), line.entry().canonical());
    }

    /** All of one type. */
    private static List<EventPayload> payloads(LedgerLine line) {
        Receipt receipt = line.receipt();
        KmsContext context = receipt.context();
        if (ErrorCode.POLICY_VIOLATION.name().equals(context.errorCode())) {
            return List.of(new EventPayload.PolicyViolation(
                    context.keyId(), receipt.receiptId(), context.operationType(), receipt.requestingModule()));
        }
        return context.errorCode() == null
                ? Operation.named(receipt.operation())
                        .map(operation -> payloads(operation, line))
                        .orElse(List.of())
                : List.of();
    }

    private static List<EventPayload> payloads(Operation operation, LedgerLine line) {
        return operation == Operation.UPDATE_TRUST_ANCHOR
                ? change(line).map(ChangeEvents::anchors).orElse(List.of())
                : done(operation, line).stream().toList();
    }

    private static Optional<EventPayload> done(Operation operation, LedgerLine line) {
        return switch (operation) {
            case SIGN -> Optional.of(signed(line.receipt()));
            case VERIFY -> Optional.of(verified(line.receipt()));
            case GENERATE -> change(line).map(change -> change.came(EventType.KEY_GENERATED));
            case IMPORT -> change(line).map(change -> change.came(EventType.KEY_IMPORTED));
            case EXPORT -> change(line).map(change -> change.exported(line.receipt()));
            case ROTATE -> change(line).map(ChangeEvents::rotated);
            case ANNOUNCE_ROTATION -> change(line).map(ChangeEvents::rotationDue);
            case REVOKE -> change(line).map(ChangeEvents::revoked);
            case ARCHIVE -> change(line).map(change -> change.moved(EventType.KEY_ARCHIVED));
            case RESTORE -> change(line).map(change -> change.moved(EventType.KEY_RESTORED));
            case SCHEDULE_DESTRUCTION -> change(line).map(change -> change.moved(EventType.KEY_DESTRUCTION_SCHEDULED));
            case CANCEL_DESTRUCTION -> change(line).map(change -> change.moved(EventType.KEY_DESTRUCTION_CANCELLED));
            case DESTROY -> change(line).map(change -> change.moved(EventType.KEY_DESTROYED));
            case CREATE_AUTHORITY, CHANGE_AUTHORITY -> change(line).map(ChangeEvents::authority);
            case ISSUE_CERTIFICATE -> change(line).map(ChangeEvents::issued);
            case REVOKE_CERTIFICATE -> change(line).map(ChangeEvents::certificateRevoked);
            case REQUEST_APPROVAL -> change(line).map(ChangeEvents::approvalRequested);
            case GRANT_APPROVAL -> moved(line, EventType.APPROVAL_GRANTED);
            case DENY_APPROVAL -> moved(line, EventType.APPROVAL_DENIED);
            case EXPIRE_APPROVAL -> moved(line, EventType.APPROVAL_EXPIRED);
            case OPEN_FINDING -> change(line).map(change -> change.finding(EventType.FINDING_OPENED));
            case RESOLVE_FINDING -> change(line).map(change -> change.finding(EventType.FINDING_RESOLVED));
            case CREATE_SUBSCRIPTION,
                    DELETE_SUBSCRIPTION,
                    RESUME_SUBSCRIPTION,
                    CHANGE_SUBSCRIPTION,
                    RENEW_SUBSCRIPTION_SECRET -> change(line).map(change -> change.subscription(line.receipt()));
            default -> Optional.empty();
        };
    }

    private static Optional<EventPayload> moved(LedgerLine line, EventType type) {
        return change(line)
                .map(change ->
                        change.approvalMoved(type, line.receipt().context().keyId()));
    }

    private static Optional<ChangeEvents> change(LedgerLine line) {
        return Optional.ofNullable(line.change()).map(ChangeEvents::new);
    }

    private static EventPayload signed(Receipt receipt) {
        return new EventPayload.SignatureCreated(
                Objects.requireNonNull(receipt.context().keyId()),
                receipt.receiptId(),
                Objects.requireNonNull(receipt.context().algorithm()));
    }

    private static EventPayload verified(Receipt receipt) {
        return new EventPayload.SignatureVerified(
                Objects.requireNonNull(receipt.context().keyId()),
                receipt.receiptId(),
                receipt.context().success());
    }
}
