import { ThingPage } from "./thingpage";

export function Claims() {
  return (
    <ThingPage question={null} path="/api/claims" title="Claims" lead="What stands on the word of an interested party alone: judgements on relations, leading roles, interests. Each pair’s page holds what the record tells of it."
      none="No claim fits these filters." held />
  );
}
