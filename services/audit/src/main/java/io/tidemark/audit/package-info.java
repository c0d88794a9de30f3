/** The audit service: seals every event and fact of the platform into a tamper-evident log and answers from it. */
@NullMarked
package io.tidemark.audit;

import org.jspecify.annotations.NullMarked;
