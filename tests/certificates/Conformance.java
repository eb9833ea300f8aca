// Asks veraPDF's engine whether files conform to PDF/UA-1 and PDF/A-3a; prints a line for each.

import java.io.FileInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

public class Conformance {
    static final Map<String, String> PROFILES = Map.of("ua1", "PDFUA-1", "3a", "PDFA-3A");

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : List.of("ua1", "3a")) {
            String path = "/org/verapdf/pdfa/validation/" + PROFILES.get(name) + ".xml";
            ValidationProfile profile =
                Profiles.profileFromXml(Foundries.class.getResourceAsStream(path));
            for (String file : files) {
                System.out.println(verdict(name, file, profile));
            }
        }
    }

    static String verdict(String name, String file, ValidationProfile profile) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
            ValidationResult result =
                ValidatorFactory.createValidator(profile, false).validate(parser);
            Map<String, String> broken = new TreeMap<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    broken.putIfAbsent(one.getRuleId().getClause(), one.getMessage());
                }
            }
            String checked = result.getTotalAssertions() > 500 ? "" : " (hardly looked at)";
            String told = String.join(", ", broken.keySet());
            return (result.isCompliant() ? "PASS " : "FAIL ") + name + " " + file + checked
                + (broken.isEmpty() ? "" : ": " + told);
        }
    }
}
