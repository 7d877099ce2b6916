package io.keywright.testkit.store;

/** What core relies on in every store, all ports together. */
public interface StoreContract
        extends TransactionContract,
                ChangeContract,
                TenantRootContract,
                DependantContract,
                RotationContract,
                RetirementContract,
                DueKeyContract,
                RotationRunContract,
                DistantKeyContract,
                ImportContract,
                PolicyContract,
                KeyQueryContract,
                ReceiptQueryContract,
                LedgerViewContract,
                LedgerKeyContract,
                WitnessContract,
                UsageContract,
                TrustAnchorContract,
                RoleBindingContract,
                ApprovalContract,
                SpendingContract,
                SubscriptionContract,
                KeptAnswerContract,
                ProviderCallContract,
                FindingContract {}
