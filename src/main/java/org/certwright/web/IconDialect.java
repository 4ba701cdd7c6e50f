package org.certwright.web;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Lets a template write {@code <svg cw:icon="server" class="icon-sm"></svg>}; the name may be an
 * expression. With no name the element vanishes.
 */
@Component
class IconDialect extends AbstractProcessorDialect {

    private final Icons icons;

    IconDialect(Icons icons) {
        super("Certwright", "cw", 1000);
        this.icons = icons;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new IconProcessor(prefix, icons));
    }

    private static final class IconProcessor
            extends AbstractStandardExpressionAttributeTagProcessor {

        private final Icons icons;

        IconProcessor(String prefix, Icons icons) {
            super(TemplateMode.HTML, prefix, "icon", 1400, true);
            this.icons = icons;
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                AttributeName attribute,
                String value,
                Object name,
                IElementTagStructureHandler structure) {
            var classes = tag.getAttributeValue("class");
            structure.replaceWith(
                    name == null ? "" : icons.svg(name.toString(), classes == null ? "" : classes),
                    false);
        }
    }
}
