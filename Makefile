# Everything a person runs stands here. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run build dist verifier test test-deploy test-end test-kill test-chaos chaos fmt openapi bench bench-peers bench-evidence bench-ledger bench-roots bench-rotation bench-issuance bench-lists bench-trust bench-bundles bench-files bench-scrape bench-traces bench-compliance bench-cluster man peers

# Batch mode and no transfer progress; the JDK is looked up only by the targets that need it.
MVN = JAVA_HOME="$$(bin/jdk)" && export JAVA_HOME && mvn --batch-mode --no-transfer-progress

SERVER := server/target/quarkus-app/quarkus-run.jar
CLI := cli/target/keywright-cli.jar
RECORD := cli/target/command.aot
# What the two are made of. Folders count too, because removing a file changes its folder only.
NEWER_SOURCE = find pom.xml .mvn */pom.xml */src/main docs/openapi.yaml -not -path 'bench/*' -not -path 'chaos/*' -not -path 'testkit/*' -newer $(SERVER)

help: ## List the targets
	@bold= plain=; if test -t 1 && test -z "$$NO_COLOR" && test "$${TERM:-dumb}" != dumb; then \
		bold=$$(printf '\033[1m') plain=$$(printf '\033[0m'); fi; \
	awk -F ':.*## ' -v bold="$$bold" -v plain="$$plain" \
		'/^[a-z-]+:.*## / { printf "  %s%-14s%s %s\n", bold, $$1, plain, $$2 }' $(MAKEFILE_LIST)

run: build ## Start a development server, built first if a source is newer (ARGS="--port 9443")
	@exec bin/keywright dev $(ARGS)

build: ## Build server and command, without tests; at once if nothing changed
	@if ! { test -e $(SERVER) && test -e $(CLI) && test -z "$$($(NEWER_SOURCE))"; }; then \
		echo "Building Keywright" && mkdir -p target && touch target/build-began && \
		$(MVN) --quiet package -pl server,cli -am -Dmaven.test.skip=true && \
		touch -r target/build-began $(SERVER) && rm -f $(RECORD); \
	fi
	@test -e $(RECORD) || bin/keywright train || echo "Starts and first minutes will be slower; nothing else is missing."

dist: build ## Pack what is built, with a Java runtime of its own, for hosts and containers: target/keywright-*.tar.gz
	@deploy/dist

man: build ## Write a page for man about each command, into target/man (man -M target/man keywright)
	@bin/keywright man target/man

verifier: ## Build the one file with which auditors verify receipts, evidence and ledgers offline, on any Java from 17 on
	@$(MVN) --quiet package -pl verifier -am -Dmaven.test.skip=true && ls -l verifier/target/keywright-verify.jar

test: ## Build everything, run all tests and checks
	@$(MVN) -T 2 verify

test-deploy: ## Pack a distribution, boot it under systemd and run it as an image, as the documents say (3 minutes, as root)
	@$(MVN) verify -pl acceptance/command -am -Dtest=NoUnit -Dit.test='InstallPageIT,ContainerIT' -Ddeploy=true \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

test-end: ## End a server under load, and look for every receipt that it has acknowledged (a minute; ANSWERS=10000)
	@$(MVN) verify -pl acceptance/server -am -Dtest=NoUnit -Dit.test=GracefulEndIT -Dend.answers=$(or $(ANSWERS),10000) \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

test-kill: ## Kill a server at random moments, more often than the tests do (ROUNDS=100)
	@$(MVN) verify -pl acceptance/server -am -Dtest=NoUnit -Dit.test='KillIT,PruningKillIT,ImportKillIT' -Dkill.rounds=$(or $(ROUNDS),100) \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

test-chaos: ## Let faults befall three servers for a minute and a half, find bugs that are planted in them, and upgrade them under load (six minutes)
	@$(MVN) verify -pl chaos -am -Dtest=NoUnit -Dchaos.skip=false -Dsurefire.failIfNoSpecifiedTests=false

chaos: peers ## Let faults befall three servers on one PostgreSQL, and check all that they did (an hour; ARGS="--minutes 5 --seed 1 --faults all")
	@$(MVN) --quiet package -pl chaos -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx1g -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED \
		-cp "chaos/target/classes:chaos/target/lib/*" io.keywright.chaos.ChaosCommand $(ARGS)

fmt: ## Format all sources
	@$(MVN) --quiet spotless:apply

openapi: ## Refresh docs/openapi.yaml, the API document, from the code
	@mkdir -p target && $(MVN) --quiet test -pl server -am -Dtest=ApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dmaven.test.failure.ignore >target/openapi.log && \
		cp server/target/openapi/openapi.yaml docs/openapi.yaml

bench: build peers ## Measure the server over mutual TLS against its own no-op (ARGS="--seconds 10")
	@python3 bench/load/bench.py $(ARGS)

bench-peers: build peers ## The same beside OpenBao Transit, in one run
	@python3 bench/load/bench.py --peers $(ARGS)

bench-evidence: build ## Measure export and offline verification of evidence (ARGS="--receipts 1000000")
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && python3 bench/load/evidence.py $(ARGS)

bench-ledger: ## Append receipts to a store of their own: whether it slows down, what each takes (RECEIPTS=10000000)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED -cp bench/target/benchmarks.jar io.keywright.bench.LedgerGrowth $(or $(RECEIPTS),1000000)

bench-roots: ## Measure what a root provider that takes 50 ms, dies and comes back is to those who use keys (3 minutes)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED \
		-cp bench/target/benchmarks.jar io.keywright.bench.roots.RootFigures

bench-traces: build peers ## Measure what it costs to trace one request in a hundred, beside the same server without (ARGS="--rounds 7")
	@python3 bench/load/bench.py --traces 0.01 --only "encrypt AES,sign Ed" --starts 1 $(ARGS)

bench-scrape: build ## Measure scrapes of the metrics of a server with 100,000 keys (a few minutes; ARGS="--keys 100000")
	@python3 bench/load/scrape.py $(ARGS)

bench-files: build ## Measure keywright encrypt and decrypt of a large file beside openssl enc (ARGS="--mib 1024")
	@python3 bench/load/files.py $(ARGS)

bench-rotation: ## Make and rotate keys, and roots with all under them: how many a second, and what requests notice (three minutes)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED \
		-cp bench/target/benchmarks.jar io.keywright.bench.keys.RotationFigures

bench-issuance: ## Issue and revoke certificates, each durable with its receipt, and sign revocation lists, beside 50,000 that are there: how many a second (a minute)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED \
		-cp bench/target/benchmarks.jar io.keywright.bench.keys.IssuanceFigures

bench-lists: ## Pages of 100 keys out of 100,000 by each filter: how long each takes (a minute; KEYS=100000)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED \
		-cp bench/target/benchmarks.jar io.keywright.bench.keys.ListFigures $(or $(KEYS),100000)

bench-cluster: peers ## Commit receipts by one node and by three on one PostgreSQL, in turns: what a commit takes (a minute)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED \
		-cp bench/target/benchmarks.jar io.keywright.bench.cluster.ClusterFigures

bench-compliance: ## Look at 100,000 keys by every check of compliance: how long a round takes (two minutes; KEYS=100000)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED \
		-cp bench/target/benchmarks.jar io.keywright.bench.keys.ComplianceFigures $(or $(KEYS),100000)

bench-trust: ## Judge chains of three certificates, with and without lists of 100,000 revoked: how long each takes (a minute)
	@$(MVN) --quiet package -pl bench -am -Dmaven.test.skip=true && \
		"$$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED -cp bench/target/benchmarks.jar io.keywright.bench.trust.ValidationFigures

bench-bundles: build ## Trust bundles of 498 anchors: how long each takes, and how soon who waits hears of a change (a minute)
	@python3 bench/load/bundles.py $(ARGS)

peers: ## Install what tests and benchmarks need more (load generator, OpenBao, SoftHSM, emulators of AWS, PostgreSQL, shells, fsck, an S3 gateway, Prometheus, vectors); at once if it is there
	@bench/load/peers
