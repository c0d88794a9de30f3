/** What compute does about others' events and nodes' facts, and what it tells nodes. */
@NullMarked
package io.tidemark.compute.messaging;

import org.jspecify.annotations.NullMarked;
