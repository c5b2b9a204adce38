// Prints what OmegaT's own readers find in a glossary file: one JSON array a line.
import groovy.json.JsonOutput
import org.omegat.core.Core
import org.omegat.core.data.NotLoadedProject
import org.omegat.core.data.ProjectProperties
import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV

def properties = new ProjectProperties(new File(args[0]))
properties.setSourceLanguage("en")
properties.setTargetLanguage(args[1])
Core.setProject(new NotLoadedProject() { ProjectProperties getProjectProperties() { properties } })
def file = new File(args[2])
def found = file.name.endsWith(".tbx") ? GlossaryReaderTBX.read(file, false) : GlossaryReaderTSV.read(file, false)
def out = new PrintStream(System.out, true, "UTF-8")
found.each { out.println(JsonOutput.toJson([it.srcText, it.locText, it.commentText])) }
