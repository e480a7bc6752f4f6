/// The site file: what this box is, measures and connects to, read once at start and then trusted.
///
/// [SiteFile] is the only way from text to a [SiteConfig]; whatever it returns is complete and
/// consistent. Nothing here measures, stores or sends.
@NullMarked
package jp.yagura.agent.site;

import org.jspecify.annotations.NullMarked;
