package org.certwright;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(packages = "org.certwright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule agentKnowsOnlyPki =
            classes()
                    .that()
                    .resideInAPackage("..certwright.agent..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("org.certwright.agent..", "org.certwright.pki..")
                                    .or(
                                            resideOutsideOfPackages(
                                                    "org.certwright..",
                                                    "org.springframework..",
                                                    "jakarta.persistence..",
                                                    "java.sql.."))
                                    .or(resideInAnyPackage("org.springframework.modulith"))
                                    .as("agent, pki or a library"));

    @ArchTest
    static final ArchRule pkiKnowsNobody =
            noClasses()
                    .that()
                    .resideInAPackage("..certwright.pki..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "org.springframework..",
                                    "jakarta.persistence..",
                                    "java.sql.."));

    @ArchTest
    static final ArchRule exportKnowsNobody =
            noClasses()
                    .that()
                    .resideInAPackage("..certwright.export..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("org.certwright..")
                                    .and(resideOutsideOfPackages("org.certwright.export..")));

    @ArchTest
    static final ArchRule noStandardStreams =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noGenericExceptions =
            GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule timeComesFromAClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .because("time is an injected java.time.Clock, so that tests can set it");

    @Test
    void featuresAreAcyclicAndKeepTheirInternals() {
        ApplicationModules.of(CertwrightApplication.class).verify();
    }
}
