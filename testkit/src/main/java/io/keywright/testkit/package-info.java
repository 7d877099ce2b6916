/** What the tests of all modules share: contract suites, fault decorators, samples, published vectors. */
@NullMarked
package io.keywright.testkit;

import org.jspecify.annotations.NullMarked;
