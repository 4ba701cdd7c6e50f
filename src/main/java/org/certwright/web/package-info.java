/**
 * What every page is made of: layout, navigation, badges, times, icons, errors. Knows no feature;
 * features contribute {@link org.certwright.web.NavigationEntry}, {@link
 * org.certwright.web.FirstStep} and {@link org.certwright.web.TileSection} beans.
 */
@NullMarked
package org.certwright.web;

import org.jspecify.annotations.NullMarked;
