/**
 * Tags: keys and values by which people sort things, filter them and report on them. Knows no
 * feature: each says by a {@link org.certwright.tag.TagSubject} that its things carry tags.
 */
@NullMarked
package org.certwright.tag;

import org.jspecify.annotations.NullMarked;
