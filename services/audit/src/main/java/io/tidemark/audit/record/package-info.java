/**
 * One entry of the audit log: the event of some part of the platform as it arrived, the form in which it is sealed, and
 * the search over what is sealed.
 */
@NullMarked
package io.tidemark.audit.record;

import org.jspecify.annotations.NullMarked;
