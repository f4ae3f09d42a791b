// Reads BPMN files with bpmn-moddle. In: their paths. Out: for each its warnings and the types of its elements, as JSON.
import { readFileSync } from "node:fs";
import { BpmnModdle } from "bpmn-moddle";

const answers = [];
for (const path of process.argv.slice(2)) {
  const { rootElement, warnings, elementsById } = await new BpmnModdle().fromXML(readFileSync(path, "utf8"));
  const types = Object.fromEntries(Object.entries(elementsById).map(([id, element]) => [id, element.$type]));
  answers.push({ root: rootElement.$type, warnings: warnings.map((each) => each.message), types });
}
console.log(JSON.stringify(answers));
