package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Whatever a person can change is on record: from each handler of a form a way leads to an event.
 * It follows calls through interfaces to everything that implements them, so it finds what was
 * forgotten altogether, not what is recorded wrongly.
 */
class AuditedHandlersTests {

    /**
     * They change nothing, or only how lists are shown: forms shown anew, tests of what is not
     * saved, OCSP, columns and views.
     */
    private static final Set<String> CHANGE_NOTHING =
            Set.of(
                    "BulkController.ask",
                    "ConfigurationPages.rows",
                    "ConnectorPages.test",
                    "ListController.columns",
                    "ListController.delete",
                    "ListController.save",
                    "ListController.size",
                    "PublicPki.ocsp",
                    "ServerFormPages.show",
                    "ServerFormPages.test");

    private static final Set<String> PUBLISHING = Set.of("publishEvent", "registerEvent");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.certwright");

    @Test
    void eachHandlerThatChangesSomethingLeavesAnEntry() {
        var handlers = handlers().toList();
        assertThat(handlers).hasSizeGreaterThan(40);

        assertThat(
                        handlers.stream()
                                .filter(it -> !publishes(it))
                                .map(AuditedHandlersTests::name)
                                .distinct())
                .containsExactlyInAnyOrderElementsOf(CHANGE_NOTHING);
    }

    private Stream<JavaMethod> handlers() {
        return classes.stream()
                .flatMap(it -> it.getMethods().stream())
                .filter(it -> it.isAnnotatedWith(PostMapping.class));
    }

    private static boolean publishes(JavaMethod handler) {
        var seen = new HashSet<JavaCodeUnit>(Set.of(handler));
        var open = new ArrayDeque<JavaCodeUnit>(seen);
        while (!open.isEmpty()) {
            for (var access : accesses(open.remove())) {
                if (PUBLISHING.contains(access.getName())) {
                    return true;
                }
                targets(access).filter(seen::add).forEach(open::add);
            }
        }
        return false;
    }

    private static List<? extends JavaAccess<?>> accesses(JavaCodeUnit unit) {
        return Stream.<JavaAccess<?>>concat(
                        unit.getCallsFromSelf().stream(),
                        Stream.concat(
                                unit.getMethodReferencesFromSelf().stream(),
                                unit.getConstructorReferencesFromSelf().stream()))
                .toList();
    }

    /** The method that is named, and whatever overrides it. */
    private static Stream<JavaCodeUnit> targets(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        if (!owner.getPackageName().startsWith("org.certwright")) {
            return Stream.of();
        }
        return Stream.concat(
                        Stream.concat(Stream.of(owner), owner.getAllRawSuperclasses().stream()),
                        owner.getAllSubclasses().stream())
                .flatMap(it -> methods(it, access));
    }

    private static Stream<JavaCodeUnit> methods(JavaClass owner, JavaAccess<?> access) {
        return owner.getCodeUnits().stream().filter(it -> it.getName().equals(access.getName()));
    }

    private static String name(JavaMethod handler) {
        return handler.getOwner().getSimpleName() + "." + handler.getName();
    }
}
