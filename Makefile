# Everything a person runs stands here. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run build test fmt bench bench-peers peers
.DELETE_ON_ERROR:

# Batch mode and no transfer progress; the JDK is looked up only by the targets that need it.
MVN = JAVA_HOME="$$(bin/jdk)" && export JAVA_HOME && mvn --batch-mode --no-transfer-progress

APP := server/target/quarkus-app/quarkus-run.jar
# What the server is made of. Folders are in the list too, because removing a file changes its folder only.
SOURCES = $(shell find pom.xml .mvn */pom.xml */src/main -not -path 'bench/*' -not -path 'testkit/*' 2>/dev/null)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Start a development server, built first if a source is newer (ARGS="--port 9443")
	@exec bin/keywright dev $(ARGS)

build: $(APP) ## Build the server, without tests; at once if nothing changed

$(APP): $(SOURCES)
	@echo "Building the server"
	@$(MVN) --quiet package -pl server -am -Dmaven.test.skip=true
	@touch $@

test: ## Build everything, run all tests and checks
	@$(MVN) verify

fmt: ## Format all sources
	@$(MVN) --quiet spotless:apply

bench: build peers ## Measure the server over mutual TLS against its own no-op (ARGS="--seconds 10")
	@python3 bench/load/bench.py $(ARGS)

bench-peers: build peers ## The same beside OpenBao Transit, in one run
	@python3 bench/load/bench.py --peers $(ARGS)

peers: ## Install what tests and benchmarks need more (load generator, OpenBao); at once if it is there
	@bench/load/peers
