package org.certwright.ca;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import org.springframework.web.bind.ServletRequestDataBinder;

/** Turns what was typed into the settings of a kind of CA. */
@Component
class ConnectorForms {

    private final Connectors connectors;
    private final SpringValidatorAdapter validator;

    ConnectorForms(Connectors connectors, Validator validator) {
        this.connectors = connectors;
        this.validator = new SpringValidatorAdapter(validator);
    }

    void begin(ConnectorType<?> type, Model model) {
        model.addAttribute("form", type.blank());
    }

    /**
     * @param id of the connector that is changed; 0 for a new one
     * @return the settings as target, or the errors beside what was typed; both stand in the model
     */
    <S extends ConnectorSettings> BindingResult read(
            ConnectorType<S> type, HttpServletRequest request, long id, Model model) {
        var binder = new ServletRequestDataBinder(null, "form");
        binder.setTargetType(ResolvableType.forClass(type.settings()));
        binder.setValidator(validator);
        binder.construct(request);
        var result = binder.getBindingResult();
        if (type.settings().isInstance(binder.getTarget())) {
            binder.validate();
            if (!result.hasErrors())
                check(type, type.settings().cast(binder.getTarget()), id, result);
        }
        model.addAllAttributes(result.getModel());
        return result;
    }

    private <S extends ConnectorSettings> void check(
            ConnectorType<S> type, S settings, long id, BindingResult result) {
        if (connectors.nameIsTaken(settings.name(), id))
            result.rejectValue("name", "taken", "There is a connector of this name already.");
        type.check(settings, result);
    }
}
