/**
 * What every page is made of: layout, navigation, badges, times, icons, errors. Knows no feature;
 * features contribute {@link org.certwright.web.NavigationEntry}, {@link
 * org.certwright.web.FirstStep}, {@link org.certwright.web.TileSection}, {@link
 * org.certwright.web.AttentionSource} and {@link org.certwright.web.DashboardPanel} beans.
 */
@NullMarked
package org.certwright.web;

import org.jspecify.annotations.NullMarked;
